using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

/// <summary>
/// Which rows a caller reaches, in one place, so that lists, counts, aggregates, search and look-ups all agree with
/// <see cref="Permissions"/>. Owner and team stand on each row, so that the rule is one indexed condition.
/// </summary>
public static class Visibility
{
    /// <summary>The opportunities that the caller sees.</summary>
    public static IQueryable<Opportunity> VisibleTo(this IQueryable<Opportunity> opportunities, Caller caller) => Rows(opportunities, caller, Resource.Opportunity);

    /// <summary>The stage changes of the opportunities that the caller sees.</summary>
    public static IQueryable<StageChange> VisibleTo(this IQueryable<StageChange> changes, Caller caller, CrmDbContext db)
    {
        if (caller.ScopeOf(Resource.Opportunity, Access.Read) == Scope.All) return changes;
        var visible = db.Opportunities.VisibleTo(caller);
        return changes.Where(c => visible.Any(o => o.Id == c.OpportunityId));
    }

    /// <summary>The leads that the caller sees; a merged one is not there any more, its survivor answers for it.</summary>
    public static IQueryable<Lead> VisibleTo(this IQueryable<Lead> leads, Caller caller) => Rows(leads.Where(l => l.MergedIntoId == null), caller, Resource.Lead);

    /// <summary>The accounts that the caller sees.</summary>
    public static IQueryable<Account> VisibleTo(this IQueryable<Account> accounts, Caller caller) => Rows(accounts, caller, Resource.Account);

    /// <summary>The contacts that the caller sees.</summary>
    public static IQueryable<Contact> VisibleTo(this IQueryable<Contact> contacts, Caller caller) => Rows(contacts, caller, Resource.Contact);

    /// <summary>The activities that the caller sees; who sees no leads sees no activities about leads either.</summary>
    public static IQueryable<Activity> VisibleTo(this IQueryable<Activity> activities, Caller caller) =>
        Rows(caller.May(Resource.Lead, Access.Read) ? activities : activities.Where(a => a.LeadId == null), caller, Resource.Activity);

    /// <summary>The opportunities of which the caller may read a part that has rights of its own, for example their quotes.</summary>
    /// <param name="opportunities">All opportunities.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="part">The part.</param>
    public static IQueryable<Opportunity> ReachedBy(this IQueryable<Opportunity> opportunities, Caller caller, Resource part) =>
        Rows(opportunities, caller, part);

    // Owner and team have these names on every record that somebody owns.
    private static IQueryable<T> Rows<T>(IQueryable<T> rows, Caller caller, Resource resource)
        where T : class
    {
        const string Owner = nameof(Opportunity.OwnerId);
        const string Team = nameof(Opportunity.TeamId);
        var (user, own, teams) = (caller.UserId, caller.TeamId, caller.TeamIds);
        return caller.ScopeOf(resource, Access.Read) switch
        {
            Scope.All => rows,
            Scope.Subtree => rows.Where(r => EF.Property<TeamId?>(r, Team) != null && teams.Contains(EF.Property<TeamId?>(r, Team)!.Value)),
            Scope.Team => rows.Where(r => EF.Property<TeamId?>(r, Team) == own),
            Scope.Own when own is null => rows.Where(r => EF.Property<UserId?>(r, Owner) == user),
            Scope.Own => rows.Where(r => EF.Property<UserId?>(r, Owner) == user
                || (EF.Property<UserId?>(r, Owner) == null && EF.Property<TeamId?>(r, Team) == own)),
            _ => rows.Where(_ => false),
        };
    }
}
