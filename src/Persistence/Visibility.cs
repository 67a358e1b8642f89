using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;

namespace CrmGraph.Persistence;

/// <summary>
/// Which rows a caller sees, in one place, so that lists, counts, aggregates, search and look-ups all agree. Sales reps see
/// the records of their team, managers also those of the teams below; who has no team sees the own records; all other
/// roles see everything, but READ_ONLY no leads. The team stands on each row, so that the rule is one indexed condition.
/// </summary>
public static class Visibility
{
    /// <summary>The opportunities that the caller sees.</summary>
    public static IQueryable<Opportunity> VisibleTo(this IQueryable<Opportunity> opportunities, Caller caller)
    {
        if (caller.SeesAllTeams) return opportunities;
        var (user, teams) = (caller.UserId, caller.TeamIds);
        return teams.Count > 0
            ? opportunities.Where(o => o.TeamId != null && teams.Contains(o.TeamId.Value))
            : opportunities.Where(o => o.OwnerId == user);
    }

    /// <summary>The stage changes of the opportunities that the caller sees.</summary>
    public static IQueryable<StageChange> VisibleTo(this IQueryable<StageChange> changes, Caller caller, CrmDbContext db)
    {
        if (caller.SeesAllTeams) return changes;
        var visible = db.Opportunities.VisibleTo(caller);
        return changes.Where(c => visible.Any(o => o.Id == c.OpportunityId));
    }

    /// <summary>The leads that the caller sees.</summary>
    public static IQueryable<Lead> VisibleTo(this IQueryable<Lead> leads, Caller caller)
    {
        if (!caller.SeesLeads) return leads.Where(_ => false);
        if (caller.SeesAllTeams) return leads;
        var (user, teams) = (caller.UserId, caller.TeamIds);
        return teams.Count > 0
            ? leads.Where(l => l.TeamId != null && teams.Contains(l.TeamId.Value))
            : leads.Where(l => l.OwnerId == user);
    }

    /// <summary>The accounts that the caller sees.</summary>
    public static IQueryable<Account> VisibleTo(this IQueryable<Account> accounts, Caller caller)
    {
        if (caller.SeesAllTeams) return accounts;
        var (user, teams) = (caller.UserId, caller.TeamIds);
        return teams.Count > 0
            ? accounts.Where(a => a.TeamId != null && teams.Contains(a.TeamId.Value))
            : accounts.Where(a => a.OwnerId == user);
    }

    /// <summary>The contacts that the caller sees.</summary>
    public static IQueryable<Contact> VisibleTo(this IQueryable<Contact> contacts, Caller caller)
    {
        if (caller.SeesAllTeams) return contacts;
        var (user, teams) = (caller.UserId, caller.TeamIds);
        return teams.Count > 0
            ? contacts.Where(c => c.TeamId != null && teams.Contains(c.TeamId.Value))
            : contacts.Where(c => c.OwnerId == user);
    }

    /// <summary>The activities that the caller sees; who sees no leads sees no activities about leads either.</summary>
    public static IQueryable<Activity> VisibleTo(this IQueryable<Activity> activities, Caller caller)
    {
        var known = caller.SeesLeads ? activities : activities.Where(a => a.LeadId == null);
        if (caller.SeesAllTeams) return known;
        var (user, teams) = (caller.UserId, caller.TeamIds);
        return teams.Count > 0
            ? known.Where(a => a.TeamId != null && teams.Contains(a.TeamId.Value))
            : known.Where(a => a.OwnerId == user);
    }
}
