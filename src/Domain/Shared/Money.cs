using System.Globalization;

namespace CrmGraph.Domain.Shared;

/// <summary>An exact amount of one currency, to 1/10,000 of its unit. Amounts of different currencies are never added or compared.</summary>
public readonly record struct Money
{
    /// <summary>The largest amount either side of zero: what a 64-bit count of 1/10,000 can hold.</summary>
    public const decimal MaxAmount = 900_000_000_000_000m;

    private const int Decimals = 4;

    /// <summary>Creates an amount.</summary>
    /// <param name="amount">The amount in units of the currency; at most four decimals.</param>
    /// <param name="currency">The ISO 4217 code in upper case.</param>
    /// <exception cref="DomainException">VALIDATION: more decimals than four, too large, or no such currency.</exception>
    public Money(decimal amount, string currency)
    {
        if (decimal.Round(amount, Decimals) != amount)
            throw Guard.Invalid("amount", "The amount has more than four decimals; round it.");
        if (Math.Abs(amount) > MaxAmount)
            throw Guard.Invalid("amount", "The amount is larger than 900,000,000,000,000.");
        if (!CurrencyCodes.Contains(currency))
            throw new DomainException(ErrorCode.Validation, $"'{currency}' is not an ISO 4217 currency code such as CNY.", "amount", "currency");
        Amount = WithCents(amount);
        Currency = currency;
    }

    /// <summary>The exact amount in units of the currency, with at most four decimals.</summary>
    public decimal Amount { get; private init; }

    /// <summary>The ISO 4217 code of the currency, in upper case.</summary>
    public string Currency { get; private init; }

    /// <summary>Nothing, in a currency.</summary>
    public static Money Zero(string currency) => new(0, currency);

    /// <summary>The sum; refuses to add different currencies.</summary>
    public static Money operator +(Money left, Money right) => new(left.Amount + left.InSameCurrency(right), left.Currency);

    /// <summary>The difference; refuses to subtract different currencies.</summary>
    public static Money operator -(Money left, Money right) => new(left.Amount - left.InSameCurrency(right), left.Currency);

    /// <summary>The sum, by a name.</summary>
    public static Money Add(Money left, Money right) => left + right;

    /// <summary>The difference, by a name.</summary>
    public static Money Subtract(Money left, Money right) => left - right;

    /// <summary>The amount times a share from 0 to 1, rounded to 1/10,000; halves go away from zero.</summary>
    public Money Times(double probability)
    {
        var share = (decimal)Guard.Share(probability, "probability");
        return new Money(decimal.Round(Amount * share, Decimals, MidpointRounding.AwayFromZero), Currency);
    }

    /// <summary>The amount rounded to what can be paid in its currency (ISO 4217); halves go away from zero.</summary>
    public Money Rounded() => Rounded(Amount, Currency);

    /// <summary>An exact amount rounded to what can be paid in a currency; halves go away from zero.</summary>
    public static Money Rounded(decimal amount, string currency) =>
        new(decimal.Round(amount, CurrencyCodes.MinorDigits(currency), MidpointRounding.AwayFromZero), currency);

    /// <summary>Refuses with VALIDATION at a path unless the amount is positive and can be paid: 0.5 JPY and 0.001 CNY cannot.</summary>
    public Money RequirePayable(params string[] path)
    {
        if (Amount <= 0) throw new DomainException(ErrorCode.Validation, $"{this} is not more than nothing.", path);
        return Rounded() == this
            ? this
            : throw new DomainException(ErrorCode.Validation, $"Amounts in {Currency} have at most {CurrencyCodes.MinorDigits(Currency)} decimals; {this} has more.", path);
    }

    /// <summary>For example <c>1234.50 CNY</c>; never depends on the culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00##} {Currency}");

    // A decimal remembers its trailing zeros. Equal amounts are to read the same wherever they come from: 1234.50, never 1234.5 or 1234.5000.
    private static decimal WithCents(decimal amount) => decimal.Round(amount, 2) == amount
        ? decimal.Round(amount, 2) + 0.00m
        : amount / 1.0000000000000000000000000000m;

    private decimal InSameCurrency(Money other) =>
        other.Currency == Currency
            ? other.Amount
            : throw Guard.Invalid("amount", $"{Currency} and {other.Currency} cannot be added; convert one of them first.");
}
