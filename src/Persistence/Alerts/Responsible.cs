using CrmGraph.Domain.Alerts;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Alerts;

/// <summary>Who gets an alert, and how urgent it is to them.</summary>
internal readonly record struct Recipient(UserId Id, AlertSeverity Severity);

/// <summary>Who answers for whom. Nobody who has left is alerted.</summary>
internal sealed class Responsible
{
    private readonly Dictionary<UserId, User> _users;
    private readonly Dictionary<TeamId, Team> _teams;

    private Responsible(IEnumerable<User> users, IEnumerable<Team> teams) =>
        (_users, _teams) = (users.ToDictionary(u => u.Id), teams.ToDictionary(t => t.Id));

    internal static async Task<Responsible> LoadAsync(CrmDbContext db, CancellationToken cancellationToken) =>
        new(await db.Users.AsNoTracking().ToListAsync(cancellationToken), await db.Teams.AsNoTracking().ToListAsync(cancellationToken));

    /// <summary>The owner, as a reminder, and the manager.</summary>
    internal IReadOnlyCollection<Recipient> OwnerAndManager(UserId ownerId, TeamId? teamId)
    {
        List<Recipient> found = [];
        if (IsActive(ownerId)) found.Add(new Recipient(ownerId, AlertSeverity.Info));
        if (ManagerOf(ownerId, teamId) is { } manager) found.Add(new Recipient(manager, AlertSeverity.Warning));
        return found;
    }

    /// <summary>The owner; the manager of one who has left.</summary>
    internal UserId? OwnerOrManager(UserId ownerId, TeamId? teamId) => IsActive(ownerId) ? ownerId : ManagerOf(ownerId, teamId);

    /// <summary>Everybody of a role.</summary>
    internal IEnumerable<UserId> In(Role role) => _users.Values.Where(u => u.IsActive && u.Role == role).Select(u => u.Id).Order();

    /// <summary>
    /// Whom the owner reports to; without that, the nearest manager of the record's team or of one above it; without that, a director.
    /// Null if there is nobody but the owner.
    /// </summary>
    internal UserId? ManagerOf(UserId ownerId, TeamId? teamId)
    {
        for (var (next, left) = (_users.GetValueOrDefault(ownerId)?.ManagerId, _users.Count); next is { } id && left > 0; left--)
        {
            if (id != ownerId && IsActive(id)) return id;
            next = _users.GetValueOrDefault(id)?.ManagerId;
        }

        for (var (team, left) = (teamId ?? _users.GetValueOrDefault(ownerId)?.TeamId, _teams.Count); team is { } id && left > 0; left--)
        {
            if (First(u => u.Role == Role.SalesManager && u.TeamId == id) is { } manager) return manager;
            team = _teams.GetValueOrDefault(id)?.ParentId;
        }
        return First(u => u.Role == Role.SalesDirector);

        UserId? First(Func<User, bool> isIt) =>
            _users.Values.Where(u => u.IsActive && u.Id != ownerId && isIt(u)).OrderBy(u => u.Id).Select(u => (UserId?)u.Id).FirstOrDefault();
    }

    private bool IsActive(UserId id) => _users.TryGetValue(id, out var user) && user.IsActive;
}
