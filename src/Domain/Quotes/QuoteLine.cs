using System.Globalization;
using CrmGraph.Domain.Opportunities;

namespace CrmGraph.Domain.Quotes;

/// <summary>One thing that a quote offers.</summary>
public sealed class QuoteLine
{
    private const decimal MaxQuantity = 1_000_000_000m;

    private QuoteLine() => Product = "";

    /// <summary>The quote.</summary>
    public QuoteId QuoteId { get; private set; }

    /// <summary>Place in the quote, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>What is offered.</summary>
    public string Product { get; private set; }

    /// <summary>Its article number.</summary>
    public string? Sku { get; private set; }

    /// <summary>How much of it.</summary>
    public decimal Quantity { get; private set; }

    /// <summary>The price of one.</summary>
    public Money UnitPrice { get; private set; }

    /// <summary>Off the line, 0 to 100; 0 for none.</summary>
    public decimal DiscountPercent { get; private set; }

    /// <summary>quantity × unitPrice − discountPercent, rounded half up (away from zero) to the digits of the currency.</summary>
    public Money Total { get; private set; }

    /// <summary>The same without the discount.</summary>
    internal Money ListTotal => Money.Rounded(Quantity * UnitPrice.Amount, UnitPrice.Currency);

    internal static QuoteLine Create(QuoteId quoteId, int position, NewQuoteLine line, string currency)
    {
        try
        {
            return Create(line, quoteId, position, currency);
        }
        catch (DomainException refusal)
        {
            throw refusal.Within("lines", position.ToString(CultureInfo.InvariantCulture));
        }
    }

    internal void Take(QuoteLine written) => (Product, Sku, Quantity, UnitPrice, DiscountPercent, Total) =
        (written.Product, written.Sku, written.Quantity, written.UnitPrice, written.DiscountPercent, written.Total);

    private static QuoteLine Create(NewQuoteLine line, QuoteId quoteId, int position, string currency)
    {
        if (line.Quantity is <= 0 or > MaxQuantity) throw Guard.Invalid("quantity", "quantity must be more than 0 and at most 1,000,000,000.");
        if (decimal.Round(line.Quantity, 4) != line.Quantity) throw Guard.Invalid("quantity", "quantity has more than four decimals; round it.");
        if (line.UnitPrice.Currency != currency)
            throw new DomainException(ErrorCode.Validation, $"The unit price is in {line.UnitPrice.Currency}; all lines must be in {currency}, the currency of the opportunity.", "unitPrice", "currency");
        if (line.UnitPrice.Amount < 0) throw Guard.Invalid("unitPrice", "The unit price must not be negative.");
        // the limit keeps the exact product below within the digits of a decimal
        if (line.UnitPrice.Amount > Opportunity.MaxAmount || line.Quantity * line.UnitPrice.Amount > Opportunity.MaxAmount)
            throw Guard.Invalid("unitPrice", "The line is worth more than 1,000,000,000,000.");
        var discount = Guard.OptionalPercent(line.DiscountPercent, "discountPercent") ?? 0m;
        return new QuoteLine
        {
            QuoteId = quoteId,
            Position = position,
            Product = Guard.Text(line.Product, "product", 200),
            Sku = Guard.OptionalText(line.Sku, "sku", 50),
            Quantity = line.Quantity,
            UnitPrice = line.UnitPrice,
            DiscountPercent = discount,
            Total = Money.Rounded(line.Quantity * line.UnitPrice.Amount * (100m - discount) / 100m, currency),
        };
    }
}
