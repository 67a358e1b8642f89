using CrmGraph.Api.Hosting;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Currencies;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Currencies;

/// <summary>Exchange rates, and totals across currencies.</summary>
[QueryType]
internal static class CurrencyQueries
{
    internal static SchemaBuilder AddCurrencies(this SchemaBuilder schema) => schema
        .AddObjectType<ExchangeRateType>()
        .AddObjectType<ConvertedMoneyType>()
        .Connection("exchangeRates", MoneyRows.ExchangeRates, "What currencies are worth in the organisation's, the latest first.", Order.ByDescending((ExchangeRate r) => r.ValidFrom))
        .AddQueryType(typeof(CurrencyQueries))
        .AddMutationType(typeof(RateMutations));

    /// <summary>The currency that totals are in.</summary>
    [GraphQLType("CurrencyCode!")]
    public static string OrganisationCurrency(OrganisationOptions organisation) => organisation.Currency;

    /// <summary>
    /// What the opportunities that the caller sees are worth together. The sums of each currency are converted once, at the latest rate
    /// that holds on the day, and rounded half up to the digits of the organisation's currency.
    /// </summary>
    /// <param name="on">The day whose rates count; today (UTC) if absent.</param>
    [UseWhere<Opportunity>]
    public static async Task<OpportunityTotals> GetOpportunityTotals(
        DateOnly? on, ResolverContext context, Caller caller, CrmDbContext db, OrganisationOptions organisation, TimeProvider time, CancellationToken cancellationToken)
    {
        var day = on ?? time.GetUtcNow().Today();
        var deals = db.Opportunities.AsNoTracking().VisibleTo(caller);
        if (context.Where<Opportunity>() is { } where) deals = deals.Where(where);
        var sums = await deals
            .GroupBy(o => o.Amount.Currency)
            .Select(g => new { Currency = g.Key, Count = g.Count(), Amount = g.Sum(o => o.Amount.Amount), Expected = g.Sum(o => o.ExpectedRevenue.Amount) })
            .ToListAsync(cancellationToken);
        var rates = await db.RatesOnAsync(organisation.Currency, day, cancellationToken);
        List<CurrencyTotal> totals =
        [
            .. sums.OrderByDescending(s => s.Count).ThenBy(s => s.Currency, StringComparer.Ordinal).Select(s =>
            {
                var (amount, expected) = (new Money(s.Amount, s.Currency), new Money(s.Expected, s.Currency));
                var converted = rates.Convert(amount, day);
                return new CurrencyTotal
                {
                    Currency = s.Currency,
                    Count = s.Count,
                    Amount = amount,
                    ExpectedRevenue = expected,
                    Converted = converted?.Amount,
                    Rate = converted?.Rate,
                    RateDate = converted?.RateDate,
                };
            }),
        ];
        return new OpportunityTotals
        {
            Count = totals.Sum(t => t.Count),
            Amount = rates.Total(totals.Select(t => t.Amount), day),
            ExpectedRevenue = rates.Total(totals.Select(t => t.ExpectedRevenue), day),
            On = day,
            ByCurrency = totals,
            MissingRates = [.. totals.Where(t => t.Converted is null).Select(t => t.Currency)],
        };
    }
}
