using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Approvals;

/// <summary>One decision of a request.</summary>
public sealed class ApprovalStep
{
    private ApprovalStep() { }

    /// <summary>The request.</summary>
    public ApprovalRequestId RequestId { get; private set; }

    /// <summary>Place in the chain, from 0.</summary>
    public int Position { get; private set; }

    /// <summary>The role that decides: somebody of it above the owner of the deal, or an ADMIN.</summary>
    public Role ApproverRole { get; private set; }

    /// <summary>Who has decided.</summary>
    public UserId? ApproverId { get; private set; }

    /// <summary>How it was decided.</summary>
    public ApprovalStatus Status { get; private set; }

    /// <summary>What who decided had to say.</summary>
    public string? Comment { get; private set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    internal static ApprovalStep Create(ApprovalRequestId requestId, int position, Role role) =>
        new() { RequestId = requestId, Position = position, ApproverRole = role, Status = ApprovalStatus.Pending };

    internal void Decide(ApprovalStatus decision, UserId by, string? comment, DateTimeOffset now) =>
        (Status, ApproverId, Comment, DecidedAt) = (decision, by, comment, now);

    internal void Cancel()
    {
        if (Status == ApprovalStatus.Pending) Status = ApprovalStatus.Cancelled;
    }
}
