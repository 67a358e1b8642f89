namespace CrmGraph.Domain.Currencies;

/// <summary>A rate as a table of rates holds it.</summary>
/// <param name="From">The currency that is converted.</param>
/// <param name="ValidFrom">The first day on which the rate holds.</param>
/// <param name="Rate">What one unit is worth in the organisation's currency.</param>
public sealed record DatedRate(string From, DateOnly ValidFrom, decimal Rate);

/// <summary>
/// Converts to the organisation's currency. The latest rate that holds on the day counts; where there is none, the answer is null
/// and never a wrong sum.
/// </summary>
public sealed class RateTable
{
    private readonly Dictionary<string, DatedRate[]> _rates;

    /// <summary>Makes a table of rates to one currency.</summary>
    public RateTable(string organisationCurrency, IEnumerable<DatedRate> rates)
    {
        OrganisationCurrency = organisationCurrency;
        _rates = rates.GroupBy(r => r.From, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.OrderBy(r => r.ValidFrom).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The currency that amounts are converted to.</summary>
    public string OrganisationCurrency { get; }

    /// <summary>The amount at the rate of a day; null if there is no rate for its currency that holds on that day.</summary>
    public ConvertedMoney? Convert(Money amount, DateOnly on)
    {
        if (amount.Currency == OrganisationCurrency) return new ConvertedMoney(amount, amount, 1m, null);
        var rate = _rates.TryGetValue(amount.Currency, out var known) ? Array.FindLast(known, r => r.ValidFrom <= on) : null;
        return rate is null
            ? null
            : new ConvertedMoney(Money.Rounded(amount.Amount * rate.Rate, OrganisationCurrency), amount, rate.Rate, rate.ValidFrom);
    }

    /// <summary>The sum of amounts of any currencies at the rates of a day, each currency rounded once; null if a rate is missing.</summary>
    public Money? Total(IEnumerable<Money> amounts, DateOnly on)
    {
        var total = Money.Zero(OrganisationCurrency);
        foreach (var sum in amounts.GroupBy(a => a.Currency, StringComparer.Ordinal).Select(g => new Money(g.Sum(a => a.Amount), g.Key)))
        {
            if (Convert(sum, on) is not { } converted) return null;
            total += converted.Amount;
        }

        return total;
    }
}
