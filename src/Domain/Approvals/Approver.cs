using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Approvals;

/// <summary>Who wants to decide about a request.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Role">The user's role.</param>
/// <param name="IsAboveOwner">Whether the deal is one of the user's teams, or of everybody for a role that sees all teams.</param>
public sealed record Approver(UserId UserId, Role Role, bool IsAboveOwner);
