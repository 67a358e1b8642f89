using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Reviews;

/// <summary>What a review says.</summary>
public sealed record ReviewContent
{
    /// <summary>What was learned; at most 10,000 characters.</summary>
    public string? Lessons { get; init; }

    /// <summary>What went well; at most 20 of 500 characters.</summary>
    public IReadOnlyList<string> Strengths { get; init; } = [];

    /// <summary>What did not; at most 20 of 500 characters.</summary>
    public IReadOnlyList<string> Weaknesses { get; init; } = [];

    /// <summary>Who competed; the competitor whom the deal was lost to if absent.</summary>
    public string? Competitor { get; init; }
}

/// <summary>
/// What was learned from a deal that was won or lost. Outcome and reason are those of the close that it was written about; a deal
/// that is reopened and closed again keeps the review until a new one takes its place.
/// </summary>
public sealed class WinLossReview : Aggregate<WinLossReviewId>
{
    private const int MaxItems = 20;

    private WinLossReview()
    {
        Lessons = "";
        Strengths = Weaknesses = [];
    }

    /// <summary>The deal.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>WON or LOST.</summary>
    public StageKind Outcome { get; private set; }

    /// <summary>Why the deal ended so.</summary>
    public CloseReasonId ReasonId { get; private set; }

    /// <summary>Who competed.</summary>
    public string? Competitor { get; private set; }

    /// <summary>What was learned.</summary>
    public string Lessons { get; private set; }

    /// <summary>What went well.</summary>
    public IReadOnlyList<string> Strengths { get; private set; }

    /// <summary>What did not.</summary>
    public IReadOnlyList<string> Weaknesses { get; private set; }

    /// <summary>Who wrote the review, or changed it last.</summary>
    public UserId ReviewedById { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset ReviewedAt { get; private set; }

    /// <summary>Writes the review of a closed deal. An open one refuses with INVALID_STATE.</summary>
    public static WinLossReview Write(Opportunity deal, ReviewContent content, UserId by, DateTimeOffset now)
    {
        var review = new WinLossReview { Id = WinLossReviewId.New(now), OpportunityId = deal.Id };
        review.Rewrite(deal, content, by, now);
        return review;
    }

    /// <summary>Replaces the review.</summary>
    public void Rewrite(Opportunity deal, ReviewContent content, UserId by, DateTimeOffset now)
    {
        if (deal.CloseReasonId is not { } reason)
            throw new DomainException(ErrorCode.InvalidState, $"Opportunity {deal.Number} is open; it can be reviewed once it was won or lost.");
        var lessons = Guard.OptionalText(content.Lessons, "lessons", 10_000) ?? "";
        var (strengths, weaknesses) = (Items(content.Strengths, "strengths"), Items(content.Weaknesses, "weaknesses"));
        if (lessons.Length == 0 && strengths.Length == 0 && weaknesses.Length == 0)
            throw Guard.Invalid("lessons", "Say what was learned: lessons, strengths or weaknesses.");
        var competitor = Guard.OptionalText(content.Competitor, "competitor", 200) ?? deal.Competitor;
        (Outcome, ReasonId, Competitor) = (deal.Status, reason, competitor);
        (Lessons, Strengths, Weaknesses, ReviewedById, ReviewedAt) = (lessons, strengths, weaknesses, by, now);
    }

    private static string[] Items(IReadOnlyList<string> items, string field)
    {
        if (items.Count > MaxItems) throw Guard.Invalid(field, $"{field} takes at most {MaxItems} items.");
        return [.. items.Select(i => Guard.Text(i, field, 500))];
    }
}
