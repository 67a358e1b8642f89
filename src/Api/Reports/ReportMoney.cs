using CrmGraph.Api.Hosting;
using CrmGraph.Domain.Currencies;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Reports;

/// <summary>
/// In which currency a report adds up: the organisation's, at the rates of the day, if there is a rate for every currency that occurs. If
/// one is missing, amounts of the currency that most deals have are added up and the others left out, rather than a wrong sum given.
/// </summary>
internal sealed class ReportMoney
{
    private readonly RateTable _rates;
    private readonly DateOnly _on;
    private readonly string? _only;

    /// <summary>Chooses the currency.</summary>
    /// <param name="rates">The rates.</param>
    /// <param name="on">The day whose rates count.</param>
    /// <param name="currencies">How many deals have which currency.</param>
    internal ReportMoney(RateTable rates, DateOnly on, IEnumerable<(string Currency, long Count)> currencies)
    {
        (_rates, _on) = (rates, on);
        var counts = currencies.GroupBy(c => c.Currency, StringComparer.Ordinal).Select(g => (Currency: g.Key, Count: g.Sum(c => c.Count))).Where(c => c.Count > 0).ToList();
        if (counts.Exists(c => rates.Convert(Money.Zero(c.Currency), on) is null))
            _only = counts.OrderByDescending(c => c.Count).ThenBy(c => c.Currency, StringComparer.Ordinal).First().Currency;
    }

    /// <summary>The currency of a report about deals of some currencies, at today's rates.</summary>
    internal static async Task<ReportMoney> OfAsync(
        CrmDbContext db, OrganisationOptions organisation, DateTimeOffset now, IEnumerable<(string Currency, long Count)> currencies, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return new ReportMoney(await db.RatesOnAsync(organisation.Currency, today, cancellationToken), today, currencies);
    }

    /// <summary>The currency of all sums.</summary>
    internal string Currency => _only ?? _rates.OrganisationCurrency;

    /// <summary>The sum of amounts.</summary>
    internal Money Sum(IEnumerable<(string Currency, decimal Amount)> amounts)
    {
        if (_only is not null) return new Money(amounts.Where(a => a.Currency == _only).Sum(a => a.Amount), _only);
        return _rates.Total(amounts.GroupBy(a => a.Currency, StringComparer.Ordinal).Select(g => new Money(g.Sum(a => a.Amount), g.Key)), _on)
            ?? Money.Zero(Currency);
    }
}
