using CrmGraph.Domain.Shared;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Shared;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("0.1", "0.2", "0.3")]
    [InlineData("1234.5678", "0.0001", "1234.5679")]
    [InlineData("-5", "5", "0")]
    [InlineData("899999999999999.9999", "0.0001", "900000000000000")]
    public void Sums_are_exact(string left, string right, string sum)
    {
        var (a, b, c) = (Given.Cny(Amount(left)), Given.Cny(Amount(right)), Given.Cny(Amount(sum)));

        Assert.Equal(c, a + b);
        Assert.Equal(a, c - b);
        Assert.Equal(Money.Add(a, b), Money.Add(b, a));
        Assert.Equal(Money.Zero("CNY"), Money.Subtract(a, a));
    }

    [Fact]
    public void Different_currencies_are_not_added()
    {
        Refusal.Validation("amount", () => _ = Given.Cny(1) + Given.Eur(1));
        Refusal.Validation("amount", () => _ = Given.Cny(1) - Given.Eur(1));
    }

    [Theory]
    [InlineData("0.00001")]
    [InlineData("1.23456")]
    [InlineData("900000000000000.0001")]
    [InlineData("-900000000000001")]
    public void What_cannot_be_kept_exactly_is_refused(string amount) =>
        Refusal.Validation("amount", () => _ = Given.Cny(Amount(amount)));

    [Theory]
    [InlineData("cny")]
    [InlineData("CN")]
    [InlineData("XXZ")]
    [InlineData("")]
    [InlineData("RMB ")]
    public void Only_ISO_currencies_in_upper_case_are_known(string currency) =>
        Refusal.Validation("amount.currency", () => _ = new Money(1, currency));

    [Theory]
    [InlineData("100", 0.1, "10")]
    [InlineData("99.99", 0.45, "44.9955")]
    [InlineData("0.0001", 0.5, "0.0001")]
    [InlineData("0.0003", 0.5, "0.0002")]
    [InlineData("-0.0001", 0.5, "-0.0001")]
    [InlineData("100", 0, "0")]
    [InlineData("100", 1, "100")]
    public void A_share_is_rounded_to_the_ten_thousandth_with_halves_away_from_zero(string amount, double share, string expected) =>
        Assert.Equal(Given.Cny(Amount(expected)), Given.Cny(Amount(amount)).Times(share));

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_share_is_from_0_to_1(double share) => Refusal.Validation("probability", () => Given.Cny(1).Times(share));

    [Fact]
    public void A_share_and_its_rest_make_the_whole_but_for_one_ten_thousandth()
    {
        for (var i = 0; i <= 1000; i++)
        {
            var whole = Given.Cny(i * 7.7777m);
            var share = i / 1000d;
            var rest = (whole - whole.Times(share) - whole.Times(1 - share)).Amount;
            Assert.InRange(rest, -0.0001m, 0.0001m);
        }
    }

    [Theory]
    [InlineData("1234.5", "1234.50 CNY")]
    [InlineData("0.0001", "0.0001 CNY")]
    public void It_prints_the_same_everywhere(string amount, string expected) => Assert.Equal(expected, Given.Cny(Amount(amount)).ToString());

    [Fact]
    public void Trailing_zeros_do_not_make_a_difference() => Assert.Equal(Given.Cny(1.5m), Given.Cny(1.5000m));

    private static decimal Amount(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("1234.5", "1234.50")]
    [InlineData("1234.5000", "1234.50")]
    [InlineData("900", "900.00")]
    [InlineData("0.1230", "0.123")]
    [InlineData("-0.0001", "-0.0001")]
    public void Equal_amounts_read_the_same(string given, string read)
    {
        var money = new Money(decimal.Parse(given, System.Globalization.CultureInfo.InvariantCulture), "CNY");

        Assert.Equal(read, money.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
