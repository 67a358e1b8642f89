using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence;

/// <summary>Who asks, as far as it decides which rows are seen.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Role">The role of the user, or of the key that acts for the user.</param>
/// <param name="TeamId">The user's team.</param>
/// <param name="TeamIds">The teams whose records a caller bound to teams sees: the own one, for a manager also those below it.</param>
public sealed record Caller(UserId UserId, Role Role, TeamId? TeamId, IReadOnlyList<TeamId> TeamIds)
{
    /// <summary>Whether the caller sees the records of all teams.</summary>
    public bool SeesAllTeams => Role is not (Role.SalesRep or Role.SalesManager);

    /// <summary>Whether the caller sees leads at all.</summary>
    public bool SeesLeads => Role != Role.ReadOnly;

    /// <summary>The caller that a user is, given all teams.</summary>
    public static Caller Of(User user, IEnumerable<Team> teams) => Of(user, user.Role, teams);

    /// <summary>The caller that acts for a user in a role, given all teams.</summary>
    public static Caller Of(User user, Role role, IEnumerable<Team> teams) => new(user.Id, role, user.TeamId, (role, user.TeamId) switch
    {
        (Role.SalesRep, { } own) => [own],
        (Role.SalesManager, { } own) => Team.Subtree(teams, own),
        _ => [],
    });

    /// <summary>
    /// Whether the caller sees a record of this owner and team: the same rule as <see cref="Visibility"/>, for an event in memory.
    /// </summary>
    public bool Sees(UserId? ownerId, TeamId? teamId) =>
        SeesAllTeams || (TeamIds.Count > 0 ? teamId is { } team && TeamIds.Contains(team) : ownerId == UserId);
}
