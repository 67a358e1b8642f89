using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Approvals;

/// <summary>The question whether a quote may be sent, or a deal may go on, put to a chain of roles one after the other.</summary>
public sealed class ApprovalRequest : Aggregate<ApprovalRequestId>
{
    private readonly List<ApprovalStep> _steps = [];

    private ApprovalRequest() => Reason = "";

    /// <summary>The deal that it is about.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>The quote that it is about; null if it is about the deal itself.</summary>
    public QuoteId? QuoteId { get; private set; }

    /// <summary>How the request stands.</summary>
    public ApprovalStatus Status { get; private set; }

    /// <summary>Why it is asked, for people.</summary>
    public string Reason { get; private set; }

    /// <summary>The role whose decision is waited for; null once there is nothing to decide.</summary>
    public Role? WaitingFor { get; private set; }

    /// <summary>Who asked.</summary>
    public UserId RequestedById { get; private set; }

    /// <summary>When it was asked.</summary>
    public DateTimeOffset RequestedAt { get; private set; }

    /// <summary>When it was approved, rejected or taken back.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The decisions to be made; order them by position.</summary>
    public IReadOnlyList<ApprovalStep> Steps => _steps;

    /// <summary>Asks for an approval.</summary>
    public static ApprovalRequest Ask(Opportunity deal, QuoteId? quoteId, ApprovalNeed need, UserId by, DateTimeOffset now)
    {
        var request = new ApprovalRequest
        {
            Id = ApprovalRequestId.New(now),
            OpportunityId = deal.Id,
            QuoteId = quoteId,
            Status = ApprovalStatus.Pending,
            Reason = Guard.Text(need.Reason, "reason", 2000),
            WaitingFor = need.Roles[0],
            RequestedById = by,
            RequestedAt = now,
        };
        request._steps.AddRange(need.Roles.Select((role, position) => ApprovalStep.Create(request.Id, position, role)));
        request.Raise(new ApprovalRequested(request.Id, deal.Id, quoteId, by, deal.OwnerId, deal.TeamId, now));
        return request;
    }

    /// <summary>
    /// Decides the step that is next. Refuses with INVALID_STATE when there is nothing to decide, with VALIDATION unless the decision is
    /// APPROVED or REJECTED, and with FORBIDDEN whoever asked, owns the deal, or is neither of the step's role above the owner nor ADMIN.
    /// </summary>
    public void Decide(ApprovalStatus decision, Approver approver, Opportunity deal, string? comment, DateTimeOffset now)
    {
        if (Status != ApprovalStatus.Pending)
            throw new DomainException(ErrorCode.InvalidState, $"The request is {Status.ApiName()} already; there is nothing to decide.");
        if (decision is not (ApprovalStatus.Approved or ApprovalStatus.Rejected)) throw Guard.Invalid("decision", "Decide APPROVED or REJECTED.");
        var step = _steps.OrderBy(s => s.Position).First(s => s.Status == ApprovalStatus.Pending);
        RequireMayDecide(step, approver, deal);
        step.Decide(decision, approver.UserId, Guard.OptionalText(comment, "comment", 2000), now);
        var next = _steps.OrderBy(s => s.Position).FirstOrDefault(s => s.Status == ApprovalStatus.Pending);
        if (decision == ApprovalStatus.Approved && next is not null)
        {
            WaitingFor = next.ApproverRole;
            return;
        }

        foreach (var open in _steps) open.Cancel();
        (Status, WaitingFor, EndedAt) = (decision, null, now);
        Raise(new ApprovalDecided(Id, OpportunityId, QuoteId, decision, approver.UserId, deal.OwnerId, deal.TeamId, now));
    }

    /// <summary>Takes the request back, an approval too: what it was about is not the same any more. A rejected one stays as it is.</summary>
    public void Cancel(DateTimeOffset now)
    {
        if (Status is ApprovalStatus.Rejected or ApprovalStatus.Cancelled) return;
        foreach (var step in _steps) step.Cancel();
        (Status, WaitingFor, EndedAt) = (ApprovalStatus.Cancelled, null, now);
    }

    private void RequireMayDecide(ApprovalStep step, Approver approver, Opportunity deal)
    {
        if (approver.UserId == RequestedById) throw Forbidden("You asked for this approval; somebody else has to decide.");
        if (approver.UserId == deal.OwnerId) throw Forbidden("You own the opportunity; somebody else has to decide.");
        if (approver.Role == Role.Admin) return;
        if (approver.Role != step.ApproverRole || !approver.IsAboveOwner)
            throw Forbidden($"This step is decided by a {step.ApproverRole.ApiName()} above the owner of the opportunity, or by an ADMIN.");
    }

    private static DomainException Forbidden(string message) => new(ErrorCode.Forbidden, message);
}
