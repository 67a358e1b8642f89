using CrmGraph.Domain.Currencies;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Currencies;

/// <summary>Rates to the organisation's currency; all of them are saved, or none.</summary>
/// <param name="Rates">1 to 1,000 rates. A rate of the same currency and day is corrected.</param>
internal sealed record SaveExchangeRatesInput(IReadOnlyList<ExchangeRateInput> Rates);

/// <summary>A rate.</summary>
/// <param name="From">The currency that is converted.</param>
/// <param name="Rate">What one unit of it is worth in the organisation's currency; at most ten decimals.</param>
/// <param name="ValidFrom">The first day on which the rate holds; it holds until a later one takes over.</param>
/// <param name="Source">Who says so; at most 100 characters.</param>
internal sealed record ExchangeRateInput([property: GraphQLType("CurrencyCode!")] string From, decimal Rate, DateOnly ValidFrom, string? Source);

/// <summary>What saving rates answers with.</summary>
/// <param name="Rates">The rates, in the order of the input; null if they were refused.</param>
internal sealed record ExchangeRatesPayload(IReadOnlyList<ExchangeRate> Rates);
