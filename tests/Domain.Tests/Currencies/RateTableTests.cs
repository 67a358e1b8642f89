using CrmGraph.Domain.Currencies;
using CrmGraph.Domain.Shared;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Currencies;

public sealed class RateTableTests
{
    private static readonly RateTable Table = new("CNY",
    [
        new DatedRate("USD", new DateOnly(2026, 3, 1), 7.2m),
        new DatedRate("USD", new DateOnly(2026, 1, 1), 7.0m),
        new DatedRate("JPY", new DateOnly(2026, 1, 1), 0.0478m),
    ]);

    [Theory]
    [InlineData("2025-12-31", null)]
    [InlineData("2026-01-01", "700.00")]
    [InlineData("2026-02-28", "700.00")]
    [InlineData("2026-03-01", "720.00")]
    [InlineData("2030-01-01", "720.00")]
    public void The_latest_rate_that_holds_on_the_day_counts(string day, string? amount)
    {
        var converted = Table.Convert(new Money(100, "USD"), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(amount is null ? null : $"{amount} CNY", converted?.Amount.ToString());
    }

    [Fact]
    public void The_rate_and_its_day_are_told()
    {
        var converted = Table.Convert(new Money(12_345, "JPY"), new DateOnly(2026, 6, 1));

        Assert.Equal(new ConvertedMoney(Given.Cny(590.09m), new Money(12_345, "JPY"), 0.0478m, new DateOnly(2026, 1, 1)), converted);
        Assert.Equal(new ConvertedMoney(Given.Cny(5), Given.Cny(5), 1, null), Table.Convert(Given.Cny(5), new DateOnly(2026, 6, 1)));
    }

    [Fact]
    public void A_total_is_rounded_once_per_currency_and_null_rather_than_wrong()
    {
        var day = new DateOnly(2026, 2, 1);

        Assert.Equal(Given.Cny(3.10m), Table.Total([Given.Cny(1), new Money(0.15m, "USD"), new Money(0.15m, "USD")], day));
        Assert.Null(Table.Total([Given.Cny(1), Given.Eur(1)], day));
        Assert.Equal(Given.Cny(0), Table.Total([], day));
    }

    [Theory]
    [InlineData("CNY", "1", "from")]
    [InlineData("XXX", "1", "from")]
    [InlineData("USD", "0", "rate")]
    [InlineData("USD", "-7", "rate")]
    [InlineData("USD", "0.00000000001", "rate")]
    public void A_rate_without_sense_is_refused(string from, string rate, string path) =>
        Refusal.Validation(path, () => ExchangeRate.Create(from, "CNY", decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture), new DateOnly(2026, 1, 1), null, Given.Now));
}
