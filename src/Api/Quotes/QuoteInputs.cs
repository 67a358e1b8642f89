using System.Globalization;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Quotes;

/// <summary>A quote, or the next revision of the one that the opportunity has.</summary>
/// <param name="OpportunityId">The open opportunity that it is for.</param>
/// <param name="Lines">What is offered, in order; 1 to 200 lines in the currency of the opportunity.</param>
/// <param name="DiscountPercent">Off the sum of the lines, 0 to 100.</param>
/// <param name="ValidUntil">The last day on which the customer can accept.</param>
internal sealed record CreateQuoteInput(OpportunityId OpportunityId, IReadOnlyList<QuoteLineInput> Lines, decimal? DiscountPercent, DateOnly? ValidUntil);

/// <summary>A line of a quote.</summary>
/// <param name="Product">What is offered; at most 200 characters.</param>
/// <param name="Sku">Its article number; at most 50 characters.</param>
/// <param name="Quantity">How much, more than 0, with at most four decimals.</param>
/// <param name="UnitPrice">The price of one, not negative.</param>
/// <param name="DiscountPercent">Off the line, 0 to 100.</param>
internal sealed record QuoteLineInput(string Product, string? Sku, decimal Quantity, MoneyInput UnitPrice, decimal? DiscountPercent)
{
    /// <summary>The lines as the domain takes them; refusals point into <c>lines</c>.</summary>
    internal static IReadOnlyList<NewQuoteLine> ToLines(IReadOnlyList<QuoteLineInput> lines) =>
    [
        .. lines.Select((line, i) => new NewQuoteLine(
            line.Product, line.Sku, line.Quantity, line.UnitPrice.ToMoneyAt("lines", i.ToString(CultureInfo.InvariantCulture), "unitPrice"), line.DiscountPercent)),
    ];
}

/// <summary>Changes to a quote that has not been sent; what is left out stays as it is. An approval that was asked for or given is void.</summary>
/// <param name="QuoteId">The quote.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
/// <param name="Lines">All of the lines, in order.</param>
/// <param name="DiscountPercent">Off the sum of the lines, 0 to 100; null for none.</param>
/// <param name="ValidUntil">The last day on which the customer can accept; null for no limit.</param>
internal sealed record UpdateQuoteInput(
    QuoteId QuoteId, int? Version, Optional<IReadOnlyList<QuoteLineInput>> Lines, Optional<decimal?> DiscountPercent, Optional<DateOnly?> ValidUntil);

/// <summary>A quote that is ready.</summary>
/// <param name="QuoteId">The quote, a DRAFT.</param>
internal sealed record SubmitQuoteInput(QuoteId QuoteId);

/// <summary>A quote that has gone to the customer.</summary>
/// <param name="QuoteId">The quote, APPROVED; or a DRAFT that nobody has to approve.</param>
/// <param name="SentOn">The day, not in the future; today (UTC) if absent.</param>
internal sealed record SendQuoteInput(QuoteId QuoteId, DateOnly? SentOn);

/// <summary>What the customer has answered.</summary>
/// <param name="QuoteId">The quote, SENT.</param>
/// <param name="Response">ACCEPTED or DECLINED.</param>
/// <param name="RespondedOn">The day of the answer, not in the future; today (UTC) if absent.</param>
/// <param name="Comment">What the customer had to say; at most 2,000 characters.</param>
internal sealed record RespondToQuoteInput(QuoteId QuoteId, QuoteStatus Response, DateOnly? RespondedOn, string? Comment);
