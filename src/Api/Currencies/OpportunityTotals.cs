using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Currencies;

/// <summary>What opportunities are worth together, in the organisation's currency.</summary>
internal sealed record OpportunityTotals
{
    /// <summary>How many opportunities there are.</summary>
    public required int Count { get; init; }

    /// <summary>The sum of their amounts; null if a rate is missing, since a sum without some of them would be wrong.</summary>
    public required Money? Amount { get; init; }

    /// <summary>The sum of amount × probability; null if a rate is missing.</summary>
    public required Money? ExpectedRevenue { get; init; }

    /// <summary>The day whose rates were used.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The sums per currency, largest group first, with the rate that was used.</summary>
    public required IReadOnlyList<CurrencyTotal> ByCurrency { get; init; }

    /// <summary>The currencies without a rate on that day; saveExchangeRates adds one.</summary>
    [GraphQLType("[CurrencyCode!]!")]
    public required IReadOnlyList<string> MissingRates { get; init; }
}

/// <summary>What opportunities in one currency are worth together.</summary>
internal sealed record CurrencyTotal
{
    /// <summary>The currency.</summary>
    [GraphQLType("CurrencyCode!")]
    public required string Currency { get; init; }

    /// <summary>How many opportunities there are.</summary>
    public required int Count { get; init; }

    /// <summary>The sum of their amounts.</summary>
    public required Money Amount { get; init; }

    /// <summary>The sum of amount × probability.</summary>
    public required Money ExpectedRevenue { get; init; }

    /// <summary>The sum of their amounts in the organisation's currency; null if there is no rate.</summary>
    public required Money? Converted { get; init; }

    /// <summary>What one unit was taken to be worth in the organisation's currency; null if there is no rate.</summary>
    public required decimal? Rate { get; init; }

    /// <summary>The day from which on that rate holds; null if there was nothing to convert.</summary>
    public required DateOnly? RateDate { get; init; }
}
