using System.Globalization;
using CrmGraph.Api.Hosting;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Currencies;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Currencies;

/// <summary>Enters exchange rates.</summary>
internal static class RateMutations
{
    private const int Most = 1000;

    /// <summary>Saves rates to the organisation's currency. What is converted from now on uses them; nothing that is stored changes.</summary>
    /// <param name="input">The rates.</param>
    [Needs(Resource.ExchangeRate, Access.Change)]
    public static async Task<ExchangeRatesPayload> SaveExchangeRates(
        SaveExchangeRatesInput input, Caller caller, CrmDbContext db, OrganisationOptions organisation, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.ExchangeRate, Access.Change);
        if (input.Rates.Count is 0 or > Most) throw Guard.Invalid("rates", $"Give 1 to {Most} rates.");
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var days = input.Rates.Select(r => r.ValidFrom).Distinct().ToList();
        var known = await db.ExchangeRates.Where(r => r.To == organisation.Currency && days.Contains(r.ValidFrom)).ToDictionaryAsync(r => (r.From, r.ValidFrom), cancellationToken);
        var saved = new List<ExchangeRate>();
        for (var i = 0; i < input.Rates.Count; i++)
        {
            var given = input.Rates[i];
            try
            {
                if (known.TryGetValue((given.From, given.ValidFrom), out var rate)) rate.Correct(given.Rate, given.Source, now);
                else db.ExchangeRates.Add(known[(given.From, given.ValidFrom)] = rate = ExchangeRate.Create(given.From, organisation.Currency, given.Rate, given.ValidFrom, given.Source, now));
                saved.Add(rate);
            }
            catch (DomainException refusal)
            {
                throw refusal.Within("rates", i.ToString(CultureInfo.InvariantCulture));
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ExchangeRatesPayload(saved);
    }
}
