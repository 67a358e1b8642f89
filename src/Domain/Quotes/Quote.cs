using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Quotes;

/// <summary>
/// An offer to a customer, one revision of it. Each line is rounded by itself; the subtotal is the sum of the lines, the discount a
/// rounded percentage of it, the total what is left: printed figures add up. What happens to it is in <c>Quote.Steps.cs</c>.
/// </summary>
public sealed partial class Quote : Aggregate<QuoteId>
{
    /// <summary>At most so many lines.</summary>
    public const int MaxLines = 200;

    private readonly List<QuoteLine> _lines = [];

    private Quote() => Number = "";

    /// <summary>The number by which people call the quote, e.g. Q-2026-00042; all revisions share it.</summary>
    public string Number { get; private set; }

    /// <summary>Counts the revisions of the quote from 1.</summary>
    public int Revision { get; private set; }

    /// <summary>How far the quote has come.</summary>
    public QuoteStatus Status { get; private set; }

    /// <summary>The deal that the quote is for.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>What is offered; order them by position.</summary>
    public IReadOnlyList<QuoteLine> Lines => _lines;

    /// <summary>Off the subtotal, 0 to 100.</summary>
    public decimal? DiscountPercent { get; private set; }

    /// <summary>The sum of the lines.</summary>
    public Money Subtotal { get; private set; }

    /// <summary>discountPercent of the subtotal, rounded half up (away from zero) to the digits of the currency.</summary>
    public Money Discount { get; private set; }

    /// <summary>subtotal − discount.</summary>
    public Money Total { get; private set; }

    /// <summary>The last day on which the customer can accept.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>The approval that was asked for, the latest one.</summary>
    public ApprovalRequestId? ApprovalId { get; private set; }

    /// <summary>Who wrote the quote.</summary>
    public UserId CreatedById { get; private set; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The day on which it was sent to the customer.</summary>
    public DateOnly? SentOn { get; private set; }

    /// <summary>The day on which the customer answered.</summary>
    public DateOnly? RespondedOn { get; private set; }

    /// <summary>What the customer had to say.</summary>
    public string? ResponseComment { get; private set; }

    /// <summary>What the lines would cost without any discount.</summary>
    public Money ListTotal => _lines.Aggregate(Money.Zero(Total.Currency), (sum, line) => sum + line.ListTotal);

    /// <summary>Whether a newer revision would take its place: neither answered nor superseded.</summary>
    public bool IsOpen => Status is QuoteStatus.Draft or QuoteStatus.PendingApproval or QuoteStatus.Approved or QuoteStatus.Rejected or QuoteStatus.Sent;

    /// <summary>Writes a quote for an open deal.</summary>
    /// <param name="number">The number of the deal's earlier quote, or one that no other deal's quote has.</param>
    /// <param name="revision">From 1.</param>
    /// <param name="deal">The deal; it brings the currency.</param>
    /// <param name="content">What is offered.</param>
    /// <param name="by">Who writes it.</param>
    /// <param name="now">The current time.</param>
    public static Quote Draft(string number, int revision, Opportunity deal, QuoteContent content, UserId by, DateTimeOffset now)
    {
        RequireOpen(deal);
        var quote = new Quote
        {
            Id = QuoteId.New(now),
            Number = Guard.Text(number, "number", 30),
            Revision = revision,
            Status = QuoteStatus.Draft,
            OpportunityId = deal.Id,
            CreatedById = by,
            CreatedAt = now,
        };
        quote.Write(content, deal.Amount.Currency, now);
        return quote;
    }

    private void Write(QuoteContent content, string currency, DateTimeOffset now)
    {
        if (content.Lines.Count is 0 or > MaxLines) throw Guard.Invalid("lines", $"A quote has 1 to {MaxLines} lines.");
        var discountPercent = Guard.OptionalPercent(content.DiscountPercent, "discountPercent");
        DateOnly? validUntil = content.ValidUntil is { } day ? Guard.Date(day, "validUntil") : null;
        QuoteLine[] lines = [.. content.Lines.Select((line, position) => QuoteLine.Create(Id, position, line, currency))];
        var subtotal = lines.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Total);
        if (subtotal.Amount > Opportunity.MaxAmount) throw Guard.Invalid("lines", "The quote is worth more than 1,000,000,000,000.");
        Replace(lines);
        (DiscountPercent, ValidUntil, Subtotal) = (discountPercent, validUntil, subtotal);
        Discount = Money.Rounded(subtotal.Amount * (discountPercent ?? 0m) / 100m, currency);
        Total = Subtotal - Discount;
        UpdatedAt = now;
    }

    // A line is known by its place: those that stay are rewritten, not replaced.
    private void Replace(QuoteLine[] lines)
    {
        _lines.RemoveAll(line => line.Position >= lines.Length);
        foreach (var line in lines)
        {
            if (_lines.Find(l => l.Position == line.Position) is { } known) known.Take(line);
            else _lines.Add(line);
        }
    }
}
