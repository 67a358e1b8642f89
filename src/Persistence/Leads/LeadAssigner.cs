using System.Globalization;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Assignment;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Leads;

/// <summary>
/// Gives leads to whom the rules name. In a team that is the active sales rep, of the team or one below it, who has the fewest open leads
/// (NEW, WORKING or QUALIFIED); of equals the one whose name comes first by code points, then whose id does. If there is none, the lead
/// waits in the team. Load it inside the transaction that saves the leads: then nobody else assigns by the same counts.
/// </summary>
public sealed class LeadAssigner
{
    private readonly AssignmentPlan? _plan;
    private readonly List<Team> _teams;
    private readonly List<User> _users;
    private readonly Dictionary<UserId, int> _openLeads;
    private readonly Dictionary<TeamId, List<User>> _members = [];

    private LeadAssigner(AssignmentPlan? plan, List<Team> teams, List<User> users, Dictionary<UserId, int> openLeads) =>
        (_plan, _teams, _users, _openLeads) = (plan, teams, users, openLeads);

    /// <summary>Reads rules, teams, people and how many open leads they have.</summary>
    public static async Task<LeadAssigner> LoadAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Begin a transaction before assigning leads.");
        await DatabaseDialect.Of(db).LockWritersOutAsync(db, nameof(CrmDbContext.AssignmentPlans), cancellationToken);
        var plan = await db.AssignmentPlans.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (plan is null or { Rules.Count: 0 }) return new LeadAssigner(null, [], [], []);
        var openLeads = await db.Leads
            .Where(l => l.OwnerId != null && (l.Status == LeadStatus.New || l.Status == LeadStatus.Working || l.Status == LeadStatus.Qualified))
            .GroupBy(l => l.OwnerId!.Value)
            .Select(g => new { Owner = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Owner, g => g.Count, cancellationToken);
        return new LeadAssigner(
            plan,
            await db.Teams.AsNoTracking().ToListAsync(cancellationToken),
            await db.Users.AsNoTracking().Where(u => u.TeamId != null || u.Role == Role.SalesDirector).ToListAsync(cancellationToken),
            openLeads);
    }

    /// <summary>Assigns a lead that is scored already; false if no rule matches.</summary>
    public bool TryAssign(Lead lead, LeadSource source, DateTimeOffset now)
    {
        if (_plan?.RuleFor(lead, source) is not { } rule) return false;
        return rule.UserId is { } userId ? GiveTo(userId, lead, rule, now) : GiveTo(rule.TeamId!.Value, lead, rule, now);
    }

    private bool GiveTo(UserId userId, Lead lead, AssignmentRule rule, DateTimeOffset now)
    {
        if (_users.Find(u => u.Id == userId) is not { } user) return false;
        if (user.IsActive) Give(user, lead, rule, $"The rule {rule.Name} names {user.Name}.", now);
        else if (_teams.Find(t => t.Id == user.TeamId) is { } team) lead.AssignTo(team, now, rule.Name, $"The rule {rule.Name} names {user.Name}, who is not active; waits in {team.Name}.");
        else return false;
        return true;
    }

    private bool GiveTo(TeamId teamId, Lead lead, AssignmentRule rule, DateTimeOffset now)
    {
        if (_teams.Find(t => t.Id == teamId) is not { } team) return false;
        var member = MembersOf(teamId).MinBy(u => _openLeads.GetValueOrDefault(u.Id));
        if (member is null)
        {
            lead.AssignTo(team, now, rule.Name, $"The rule {rule.Name} names {team.Name}, where nobody is available.");
            return true;
        }
        var open = _openLeads.GetValueOrDefault(member.Id).ToString(CultureInfo.InvariantCulture);
        Give(member, lead, rule, $"The rule {rule.Name} names {team.Name}; {member.Name} has the fewest open leads there ({open}).", now);
        return true;
    }

    // in their fixed order, of which MinBy takes the first among equals
    private List<User> MembersOf(TeamId teamId)
    {
        if (_members.TryGetValue(teamId, out var known)) return known;
        var teams = Team.Subtree(_teams, teamId);
        return _members[teamId] =
        [
            .. _users
                .Where(u => u is { IsActive: true, Role: Role.SalesRep, TeamId: { } own } && teams.Contains(own))
                .OrderBy(u => u.Name, StringComparer.Ordinal)
                .ThenBy(u => u.Id),
        ];
    }

    private void Give(User user, Lead lead, AssignmentRule rule, string reason, DateTimeOffset now)
    {
        lead.AssignTo(user, now, rule.Name, reason);
        _openLeads[user.Id] = _openLeads.GetValueOrDefault(user.Id) + 1;
    }
}
