using CrmGraph.Api.Schema;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Alerts;
using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Merging;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Events;

/// <summary>
/// <c>subject</c> of events: one statement per kind. Who may see an event may see what it happened to, even if that has been handed over
/// since; a lead that was merged is its survivor.
/// </summary>
internal sealed class SubjectResolver : BatchResolver
{
    private delegate Task<Dictionary<Guid, object>> Load(CrmDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    private static readonly Dictionary<string, Load> Loads = new()
    {
        ["Lead"] = LeadsAsync,
        ["Account"] = By<Account, AccountId>(id => new AccountId(id)),
        ["Contact"] = By<Contact, ContactId>(id => new ContactId(id)),
        ["Opportunity"] = By<Opportunity, OpportunityId>(id => new OpportunityId(id)),
        ["Activity"] = By<Activity, ActivityId>(id => new ActivityId(id)),
        ["Quote"] = By<Quote, QuoteId>(id => new QuoteId(id)),
        ["ApprovalRequest"] = By<ApprovalRequest, ApprovalRequestId>(id => new ApprovalRequestId(id)),
        ["Contract"] = By<Contract, ContractId>(id => new ContractId(id)),
        ["ErpSync"] = By<ErpSync, ErpSyncId>(id => new ErpSyncId(id)),
        ["Alert"] = By<Alert, AlertId>(id => new AlertId(id)),
    };

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        var db = AllRows.Db(batch.Services);
        var events = Enumerable.Range(0, batch.Count).Select(i => ((CrmEvent)batch.Parent(i)).Logged).ToList();
        var subjects = await LoadAsync(db, events.Select(e => (e.SubjectType, e.SubjectId)), cancellationToken);
        for (var i = 0; i < events.Count; i++) batch.SetResult(i, subjects.GetValueOrDefault(events[i].SubjectId));
    }

    /// <summary>Loads objects of which type and UUID are known, whoever may see them: one statement per type.</summary>
    internal static async Task<Dictionary<Guid, object>> LoadAsync(CrmDbContext db, IEnumerable<(string Type, Guid Id)> objects, CancellationToken cancellationToken)
    {
        var subjects = new Dictionary<Guid, object>();
        foreach (var kind in objects.GroupBy(e => e.Type, e => e.Id))
        {
            foreach (var (id, subject) in await Loads[kind.Key](db, [.. kind.Distinct()], cancellationToken)) subjects[id] = subject;
        }
        return subjects;
    }

    private static async Task<Dictionary<Guid, object>> LeadsAsync(CrmDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var survivors = await db.SurvivorsAsync([.. ids.Select(id => new LeadId(id))], cancellationToken);
        var alive = ids.ToDictionary(id => id, id => survivors.TryGetValue(new LeadId(id), out var survivor) ? survivor.Value : id);
        var leads = await By<Lead, LeadId>(id => new LeadId(id))(db, [.. alive.Values.Distinct()], cancellationToken);
        return alive.Where(a => leads.ContainsKey(a.Value)).ToDictionary(a => a.Key, a => leads[a.Value]);
    }

    private static Load By<T, TId>(Func<Guid, TId> toId)
        where T : Aggregate<TId>
        where TId : struct, IEntityId
    {
        return async (db, ids, cancellationToken) =>
        {
            List<TId> wanted = [.. ids.Select(toId)];
            var found = await db.Set<T>().AsNoTracking().IgnoreQueryFilters().Where(x => wanted.Contains(x.Id)).ToListAsync(cancellationToken);
            return found.ToDictionary(x => x.Id.Value, object (x) => x);
        };
    }
}
