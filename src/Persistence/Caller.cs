using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence;

/// <summary>Who asks, as far as it decides which rows are reached.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Role">The role of the user, or of the key that acts for the user.</param>
/// <param name="TeamId">The user's team.</param>
/// <param name="TeamIds">The user's team and all teams below it; empty without a team.</param>
public sealed record Caller(UserId UserId, Role Role, TeamId? TeamId, IReadOnlyList<TeamId> TeamIds)
{
    /// <summary>The key that a program has signed in with; null of people, and of the bootstrap key.</summary>
    public ApiKeyId? KeyId { get; init; }

    /// <summary>The caller that a user is, given all teams.</summary>
    public static Caller Of(User user, IEnumerable<Team> teams) => Of(user, user.Role, teams);

    /// <summary>The caller that acts for a user in a role, given all teams.</summary>
    public static Caller Of(User user, Role role, IEnumerable<Team> teams) =>
        new(user.Id, role, user.TeamId, user.TeamId is { } own ? Team.Subtree(teams, own) : []);

    /// <summary>Whose records the caller reaches. Without a team, the scopes of teams come down to the own records.</summary>
    public Scope ScopeOf(Resource resource, Access access) => Permissions.ScopeOf(Role, resource, access) switch
    {
        Scope.Team or Scope.Subtree when TeamId is null => Scope.Own,
        var scope => scope,
    };

    /// <summary>Whether the caller reaches anybody's records at all.</summary>
    public bool May(Resource resource, Access access) => ScopeOf(resource, access) != Scope.None;

    /// <summary>Whether the caller reaches a record of this owner and team: the same rule as <see cref="Visibility"/>, in memory.</summary>
    public bool Reaches(Resource resource, Access access, UserId? ownerId, TeamId? teamId) => ScopeOf(resource, access) switch
    {
        Scope.All => true,
        Scope.Subtree => teamId is { } team && TeamIds.Contains(team),
        Scope.Team => teamId is { } team && team == TeamId,
        Scope.Own => ownerId == UserId || (ownerId is null && teamId is not null && teamId == TeamId),
        _ => false,
    };
}
