namespace CrmGraph.Domain.Quotes;

/// <summary>What a quote offers.</summary>
/// <param name="Lines">What is offered, in order; 1 to 200 lines.</param>
/// <param name="DiscountPercent">Off the subtotal, 0 to 100.</param>
/// <param name="ValidUntil">The last day on which the customer can accept.</param>
public sealed record QuoteContent(IReadOnlyList<NewQuoteLine> Lines, decimal? DiscountPercent = null, DateOnly? ValidUntil = null);

/// <summary>A line of a quote as it is written.</summary>
/// <param name="Product">What is offered; at most 200 characters.</param>
/// <param name="Sku">Its article number; at most 50 characters.</param>
/// <param name="Quantity">How much, more than 0.</param>
/// <param name="UnitPrice">The price of one, not negative.</param>
/// <param name="DiscountPercent">Off the line, 0 to 100.</param>
public sealed record NewQuoteLine(string Product, string? Sku, decimal Quantity, Money UnitPrice, decimal? DiscountPercent = null);
