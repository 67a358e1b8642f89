using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Accounts;

/// <summary>A deal, as far as a profile goes into it.</summary>
internal sealed record CustomerDeal(AccountId AccountId, StageKind Status, Money Amount, DateTimeOffset CreatedAt, DateTimeOffset StageEnteredAt);

/// <summary>Who decides on a deal.</summary>
internal sealed record CustomerDecider(AccountId AccountId, bool IsOpen, Attitude Attitude, int Influence, Contact Contact);

/// <summary>How often and when last there was a kind of contact.</summary>
internal sealed record CustomerContacts(AccountId AccountId, ActivityKind Kind, int Count, DateTimeOffset? Last);

/// <summary>The statements behind customer profiles, each for all customers of a level and as far as the caller sees the rows.</summary>
/// <param name="db">The database.</param>
/// <param name="caller">Who asks.</param>
/// <param name="accounts">The customers.</param>
internal sealed class CustomerRows(CrmDbContext db, Caller caller, IReadOnlyCollection<AccountId> accounts)
{
    private static readonly ActivityKind[] Channels =
        [ActivityKind.Call, ActivityKind.Email, ActivityKind.Meeting, ActivityKind.Visit, ActivityKind.Demo, ActivityKind.Proposal];

    private readonly IQueryable<Opportunity> _deals = db.Opportunities.AsNoTracking().VisibleTo(caller).Where(o => accounts.Contains(o.AccountId));

    internal async Task<ILookup<AccountId, CustomerDeal>> DealsAsync(CancellationToken cancellationToken)
    {
        var deals = await _deals
            .OrderBy(o => o.StageEnteredAt)
            .Select(o => new { o.AccountId, o.Status, o.Amount, o.CreatedAt, o.StageEnteredAt })
            .ToListAsync(cancellationToken);
        return deals.ToLookup(d => d.AccountId, d => new CustomerDeal(d.AccountId, d.Status, d.Amount, d.CreatedAt, d.StageEnteredAt));
    }

    internal async Task<ILookup<AccountId, CustomerDecider>> DecidersAsync(CancellationToken cancellationToken)
    {
        var deciders = await (
            from stakeholder in db.Stakeholders.AsNoTracking()
            join deal in _deals on stakeholder.OpportunityId equals deal.Id
            join contact in db.Contacts.AsNoTracking() on stakeholder.ContactId equals contact.Id
            where stakeholder.Role == StakeholderRole.EconomicBuyer || stakeholder.Role == StakeholderRole.DecisionMaker
            orderby stakeholder.Influence descending, contact.Name, contact.Id
            select new { deal.AccountId, deal.Status, stakeholder.Attitude, stakeholder.Influence, Contact = contact }).ToListAsync(cancellationToken);
        return deciders.ToLookup(d => d.AccountId, d => new CustomerDecider(d.AccountId, d.Status == StageKind.Open, d.Attitude, d.Influence, d.Contact));
    }

    internal async Task<ILookup<AccountId, CustomerContacts>> ContactsAsync(CancellationToken cancellationToken)
    {
        var contacts = await db.Activities.VisibleTo(caller)
            .Where(a => a.AccountId != null && accounts.Contains(a.AccountId.Value) && a.CompletedAt != null && Channels.Contains(a.Kind))
            .GroupBy(a => new { a.AccountId, a.Kind })
            .Select(g => new { g.Key.AccountId, g.Key.Kind, Count = g.Count(), Last = g.Max(a => a.CompletedAt) })
            .ToListAsync(cancellationToken);
        return contacts.ToLookup(c => c.AccountId!.Value, c => new CustomerContacts(c.AccountId!.Value, c.Kind, c.Count, c.Last));
    }

    internal async Task<Dictionary<AccountId, double>> SatisfactionAsync(CancellationToken cancellationToken) => await (
        from survey in db.Surveys
        join deal in _deals on survey.OpportunityId equals deal.Id
        where survey.Score != null
        group survey.Score by deal.AccountId into answers
        select new { AccountId = answers.Key, Score = answers.Average() }).ToDictionaryAsync(a => a.AccountId, a => a.Score!.Value, cancellationToken);
}
