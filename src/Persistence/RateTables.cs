using CrmGraph.Domain.Currencies;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

/// <summary>Reads exchange rates.</summary>
public static class RateTables
{
    /// <summary>The rates that hold on a day: the latest one of each currency, in one statement.</summary>
    public static async Task<RateTable> RatesOnAsync(this CrmDbContext db, string organisationCurrency, DateOnly on, CancellationToken cancellationToken) =>
        new(organisationCurrency, await db.ExchangeRates
            .Where(r => r.To == organisationCurrency && r.ValidFrom <= on)
            .Where(r => !db.ExchangeRates.Any(later => later.To == r.To && later.From == r.From && later.ValidFrom > r.ValidFrom && later.ValidFrom <= on))
            .Select(r => new DatedRate(r.From, r.ValidFrom, r.Rate))
            .ToListAsync(cancellationToken));

    /// <summary>All rates, for amounts of many days, in one statement.</summary>
    public static async Task<RateTable> AllRatesAsync(this CrmDbContext db, string organisationCurrency, CancellationToken cancellationToken) =>
        new(organisationCurrency, await db.ExchangeRates
            .Where(r => r.To == organisationCurrency)
            .Select(r => new DatedRate(r.From, r.ValidFrom, r.Rate))
            .ToListAsync(cancellationToken));
}
