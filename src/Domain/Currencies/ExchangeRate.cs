namespace CrmGraph.Domain.Currencies;

/// <summary>What one unit of a currency is worth in the organisation's, from a day on until a later rate takes over.</summary>
public sealed class ExchangeRate : Aggregate<ExchangeRateId>
{
    /// <summary>The largest rate.</summary>
    public const decimal MaxRate = 100_000_000m;

    private const int Decimals = 10;

    private ExchangeRate() => From = To = "";

    /// <summary>The currency that is converted.</summary>
    public string From { get; private set; }

    /// <summary>The currency that it is converted to: the organisation's.</summary>
    public string To { get; private set; }

    /// <summary>What one unit is worth; at most ten decimals.</summary>
    public decimal Rate { get; private set; }

    /// <summary>The first day on which the rate holds.</summary>
    public DateOnly ValidFrom { get; private set; }

    /// <summary>Who says so, e.g. 中国外汇交易中心.</summary>
    public string? Source { get; private set; }

    /// <summary>When the rate was entered or last corrected.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Enters a rate.</summary>
    public static ExchangeRate Create(string from, string to, decimal rate, DateOnly validFrom, string? source, DateTimeOffset now)
    {
        if (!CurrencyCodes.Contains(from)) throw Guard.Invalid("from", $"'{from}' is not an ISO 4217 currency code such as USD.");
        if (!CurrencyCodes.Contains(to)) throw Guard.Invalid("to", $"'{to}' is not an ISO 4217 currency code such as CNY.");
        if (from == to) throw Guard.Invalid("from", $"{from} needs no rate: it is the organisation's own currency.");
        var entered = new ExchangeRate { Id = ExchangeRateId.New(now), From = from, To = to, ValidFrom = Guard.Date(validFrom, "validFrom") };
        entered.Correct(rate, source, now);
        return entered;
    }

    /// <summary>Corrects the rate of the same day.</summary>
    public void Correct(decimal rate, string? source, DateTimeOffset now)
    {
        if (rate is <= 0 or > MaxRate) throw Guard.Invalid("rate", "rate must be more than 0 and at most 100,000,000.");
        if (decimal.Round(rate, Decimals) != rate) throw Guard.Invalid("rate", "rate has more than ten decimals; round it.");
        (Rate, Source, UpdatedAt) = (rate, Guard.OptionalText(source, "source", 100), now);
    }
}
