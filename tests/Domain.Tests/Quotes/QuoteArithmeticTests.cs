using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Shared;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Quotes;

public sealed class QuoteArithmeticTests
{
    [Theory]
    [InlineData("CNY", "1", "0.005", null, "0.01")]
    [InlineData("CNY", "1", "0.0049", null, "0.00")]
    [InlineData("CNY", "3", "33.335", null, "100.01")]
    [InlineData("CNY", "0.5", "0.01", null, "0.01")]
    [InlineData("CNY", "1", "10.05", "50", "5.03")]
    [InlineData("CNY", "2.5", "99.99", "12.5", "218.73")]
    [InlineData("JPY", "1", "0.5", null, "1")]
    [InlineData("JPY", "3", "1500", "33.3333", "3000")]
    [InlineData("KRW", "1", "1499.4999", null, "1499")]
    [InlineData("KWD", "1", "0.0005", null, "0.001")]
    [InlineData("BHD", "3", "1.2345", "10", "3.333")]
    [InlineData("CNY", "1", "100", "100", "0.00")]
    public void A_line_is_rounded_half_up_to_the_digits_of_its_currency(string currency, string quantity, string price, string? discount, string total)
    {
        var quote = Quote([Line(currency, D(quantity), D(price), discount is null ? null : D(discount))], currency);

        Assert.Equal(new Money(D(total), currency), Assert.Single(quote.Lines).Total);
    }

    [Fact]
    public void Rounded_lines_add_up_and_the_discount_is_rounded_once()
    {
        var quote = Quote([Line("CNY", 3, 33.335m), Line("CNY", 1, 0.005m)], "CNY", 12.5m);

        Assert.Equal((Given.Cny(100.02m), Given.Cny(12.50m), Given.Cny(87.52m)), (quote.Subtotal, quote.Discount, quote.Total));
        Assert.Equal(quote.Total, quote.Subtotal - quote.Discount);
    }

    [Theory]
    [InlineData("0", "1", "quantity")]
    [InlineData("-1", "1", "quantity")]
    [InlineData("1.00001", "1", "quantity")]
    [InlineData("1", "-0.01", "unitPrice")]
    [InlineData("1000000000", "1000.01", "unitPrice")]
    public void A_line_without_sense_is_refused_where_it_stands(string quantity, string price, string field) =>
        Refusal.Validation($"lines.1.{field}", () => Quote([Line("CNY", 1, 1), Line("CNY", D(quantity), D(price))], "CNY"));

    [Fact]
    public void A_line_in_another_currency_is_refused() =>
        Refusal.Validation("lines.0.unitPrice.currency", () => Quote([Line("USD", 1, 1)], "CNY"));

    [Theory]
    [InlineData(-0.01)]
    [InlineData(100.01)]
    public void A_discount_is_from_0_to_100(double percent)
    {
        Refusal.Validation("discountPercent", () => Quote([Line("CNY", 1, 1)], "CNY", (decimal)percent));
        Refusal.Validation("lines.0.discountPercent", () => Quote([Line("CNY", 1, 1, (decimal)percent)], "CNY"));
    }

    [Fact]
    public void A_quote_has_lines() => Refusal.Validation("lines", () => Quote([], "CNY"));

    [Theory]
    [InlineData("CNY", 2)]
    [InlineData("USD", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("VND", 0)]
    [InlineData("KWD", 3)]
    [InlineData("BHD", 3)]
    [InlineData("TND", 3)]
    [InlineData("JOD", 3)]
    public void Currencies_have_the_digits_of_ISO_4217(string currency, int digits) => Assert.Equal(digits, CurrencyCodes.MinorDigits(currency));

    [Theory]
    [InlineData("-0.005", "-0.01")]
    [InlineData("2.675", "2.68")]
    [InlineData("2.665", "2.67")]
    public void Halves_go_away_from_zero(string exact, string rounded) => Assert.Equal(Given.Cny(D(rounded)), Money.Rounded(D(exact), "CNY"));

    private static decimal D(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static NewQuoteLine Line(string currency, decimal quantity, decimal price, decimal? discount = null) =>
        new("许可证", null, quantity, new Money(price, currency), discount);

    private static Quote Quote(NewQuoteLine[] lines, string currency, decimal? discount = null)
    {
        var owner = Given.User();
        var deal = Given.Opportunity(Given.Account(owner), Given.Pipeline(), owner, amount: new Money(1000, currency));
        return Domain.Quotes.Quote.Draft("Q-1", 1, deal, new QuoteContent(lines, discount), owner.Id, Given.Now);
    }
}
