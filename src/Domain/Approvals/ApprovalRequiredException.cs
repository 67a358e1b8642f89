namespace CrmGraph.Domain.Approvals;

/// <summary>APPROVAL_REQUIRED: somebody has to approve first.</summary>
/// <param name="what">What needs approval, e.g. <c>Quote Q-2026-00042 revision 1</c>.</param>
/// <param name="approval">The approval that was asked for, or the one that submitting would ask for.</param>
public sealed class ApprovalRequiredException(string what, ApprovalRequest approval)
    : DomainException(ErrorCode.ApprovalRequired, Text(what, approval))
{
    /// <summary>The approval; it is stored only once it has been asked for.</summary>
    public ApprovalRequest Approval { get; } = approval;

    private static string Text(string what, ApprovalRequest approval) => approval.Status switch
    {
        ApprovalStatus.Rejected => $"{what} was rejected; change it with updateQuote and submit it again.",
        _ => $"{what} must be approved first by {string.Join(", then ", approval.Steps.OrderBy(s => s.Position).Where(s => s.Status == ApprovalStatus.Pending).Select(s => s.ApproverRole.ApiName()))}: {approval.Reason}",
    };
}
