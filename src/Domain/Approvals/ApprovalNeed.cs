using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Approvals;

/// <summary>Who has to approve something, and why.</summary>
/// <param name="Roles">In whose order the steps are decided; at least one.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record ApprovalNeed(IReadOnlyList<Role> Roles, string Reason);
