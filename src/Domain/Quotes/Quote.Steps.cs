using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Quotes;

public sealed partial class Quote
{
    /// <summary>
    /// Changes what is offered. A quote that waits for approval, or has been approved or rejected, is a DRAFT again and its approval is
    /// void: nobody has approved the new figures. One that was sent refuses with INVALID_STATE.
    /// </summary>
    /// <param name="content">All of what is offered from now on.</param>
    /// <param name="deal">The deal that the quote is for.</param>
    /// <param name="approval">The approval that was asked for, if any.</param>
    /// <param name="now">The current time.</param>
    public void Rewrite(QuoteContent content, Opportunity deal, ApprovalRequest? approval, DateTimeOffset now)
    {
        RequireOpen(deal);
        if (Status is not (QuoteStatus.Draft or QuoteStatus.PendingApproval or QuoteStatus.Approved or QuoteStatus.Rejected))
            throw Refusal("changed", "create a new revision with createQuote");
        Write(content, deal.Amount.Currency, now);
        approval?.Cancel(now);
        (Status, ApprovalId) = (QuoteStatus.Draft, null);
    }

    /// <summary>Submits a DRAFT. If nobody has to approve it, it is APPROVED at once.</summary>
    /// <param name="deal">The deal that the quote is for.</param>
    /// <param name="need">Who has to approve it and why; null for nobody.</param>
    /// <param name="by">Who submits it.</param>
    /// <param name="now">The current time.</param>
    /// <returns>The approval that is asked for; null if none is needed.</returns>
    public ApprovalRequest? Submit(Opportunity deal, ApprovalNeed? need, UserId by, DateTimeOffset now)
    {
        RequireOpen(deal);
        if (Status != QuoteStatus.Draft) throw Refusal("submitted", "only a DRAFT can be");
        var request = need is null ? null : ApprovalRequest.Ask(deal, Id, need, by, now);
        (Status, ApprovalId, UpdatedAt) = (request is null ? QuoteStatus.Approved : QuoteStatus.PendingApproval, request?.Id, now);
        Raise(new QuoteSubmitted(Id, OpportunityId, request is not null, by, deal.OwnerId, deal.TeamId, now));
        return request;
    }

    /// <summary>Follows the decision about its approval: APPROVED, REJECTED, or a DRAFT again if the request was taken back.</summary>
    public void Follow(ApprovalRequest approval, DateTimeOffset now)
    {
        if (Status != QuoteStatus.PendingApproval || approval.Id != ApprovalId || approval.Status == ApprovalStatus.Pending) return;
        (Status, UpdatedAt) = (approval.Status switch
        {
            ApprovalStatus.Approved => QuoteStatus.Approved,
            ApprovalStatus.Rejected => QuoteStatus.Rejected,
            _ => QuoteStatus.Draft,
        }, now);
    }

    /// <summary>Notes that the quote has gone to the customer. A DRAFT may go if nobody has to approve it.</summary>
    /// <param name="deal">The deal that the quote is for.</param>
    /// <param name="approval">The approval that was asked for, or that would have to be; null if none is needed.</param>
    /// <param name="sentOn">The day, not in the future; today (UTC) if absent.</param>
    /// <param name="now">The current time.</param>
    /// <exception cref="ApprovalRequiredException">APPROVAL_REQUIRED: somebody has to approve it first.</exception>
    public void Send(Opportunity deal, ApprovalRequest? approval, DateOnly? sentOn, DateTimeOffset now)
    {
        RequireOpen(deal);
        if (!IsOpen || Status == QuoteStatus.Sent) throw Refusal("sent", "create a new revision with createQuote");
        if (Status != QuoteStatus.Approved && approval is not null) throw new ApprovalRequiredException(Label, approval);
        var day = BusinessDays.Happened(sentOn, "sentOn", now);
        (Status, SentOn, UpdatedAt) = (QuoteStatus.Sent, day, now);
    }

    /// <summary>
    /// Notes that the customer has agreed, and gives the deal the quote's total as its amount. A SENT quote can be accepted up to the
    /// last day that it is valid. There is one accepted quote per deal: an earlier one has to <see cref="Supersede">give way</see> first.
    /// </summary>
    /// <param name="deal">The deal that the quote is for.</param>
    /// <param name="respondedOn">The day of the answer, not in the future; today (UTC) if absent.</param>
    /// <param name="comment">What the customer had to say.</param>
    /// <param name="by">Who notes it.</param>
    /// <param name="now">The current time.</param>
    public void Accept(Opportunity deal, DateOnly? respondedOn, string? comment, UserId by, DateTimeOffset now)
    {
        RequireOpen(deal);
        var (day, said) = Answer(respondedOn, comment, now);
        if (day > ValidUntil)
            throw new DomainException(ErrorCode.InvalidState, $"{Label} was valid until {ValidUntil:yyyy-MM-dd} and cannot be accepted on {day:yyyy-MM-dd}; create a new revision with createQuote.", "respondedOn");
        (Status, RespondedOn, ResponseComment, UpdatedAt) = (QuoteStatus.Accepted, day, said, now);
        deal.Reprice(Total, now);
        Raise(new QuoteAccepted(Id, OpportunityId, by, deal.OwnerId, deal.TeamId, now));
    }

    /// <summary>Notes that the customer has refused a SENT quote.</summary>
    public void Decline(Opportunity deal, DateOnly? respondedOn, string? comment, DateTimeOffset now)
    {
        RequireOpen(deal);
        var (day, said) = Answer(respondedOn, comment, now);
        (Status, RespondedOn, ResponseComment, UpdatedAt) = (QuoteStatus.Declined, day, said, now);
    }

    /// <summary>Gives way to a newer revision; an answer that the customer has given to it stays, but for an acceptance that a newer one replaces.</summary>
    public void Supersede(DateTimeOffset now)
    {
        if (IsOpen || Status == QuoteStatus.Accepted) (Status, UpdatedAt) = (QuoteStatus.Superseded, now);
    }

    private string Label => $"Quote {Number} revision {Revision}";

    private (DateOnly Day, string? Comment) Answer(DateOnly? respondedOn, string? comment, DateTimeOffset now)
    {
        if (Status != QuoteStatus.Sent) throw Refusal("answered", "the customer can only answer a quote that is SENT");
        var day = BusinessDays.Happened(respondedOn, "respondedOn", now);
        // a day of grace: sent "today" in Shanghai, answered at once "yesterday" in New York
        if (day < SentOn?.AddDays(-1)) throw Guard.Invalid("respondedOn", $"respondedOn must not be before {SentOn:yyyy-MM-dd}, when the quote was sent.");
        return (day, Guard.OptionalText(comment, "comment", 2000));
    }

    private DomainException Refusal(string verb, string advice) =>
        new(ErrorCode.InvalidState, $"{Label} is {Status.ApiName()} and cannot be {verb}; {advice}.");

    private static void RequireOpen(Opportunity deal)
    {
        if (deal.Status != StageKind.Open)
            throw new DomainException(ErrorCode.InvalidState, $"Opportunity {deal.Number} is {deal.Status.ApiName()}; its quotes can be changed after reopenOpportunity.");
    }
}
