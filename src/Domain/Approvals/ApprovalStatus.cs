namespace CrmGraph.Domain.Approvals;

/// <summary>How an approval request, or one of its steps, stands.</summary>
public enum ApprovalStatus
{
    /// <summary>Nobody has decided yet.</summary>
    Pending,

    /// <summary>It was agreed to.</summary>
    Approved,

    /// <summary>It was refused.</summary>
    Rejected,

    /// <summary>It was taken back, because what it was about has changed or has ended.</summary>
    Cancelled,
}
