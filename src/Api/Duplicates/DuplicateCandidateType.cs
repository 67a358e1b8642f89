using CrmGraph.Api.Schema;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Duplicates;

internal sealed class DuplicateCandidateType : ObjectType<DuplicateCandidate>
{
    protected override void Configure(ObjectTypeDescriptor<DuplicateCandidate> descriptor)
    {
        descriptor.Description("A record that is probably the same customer.");
        descriptor.AddField(types => new OutputField(
            "record", new NonNullType(types.Find("Node") ?? throw new InvalidOperationException("There is no interface Node.")), description: "The record.")
        {
            Resolver = new RecordResolver(),
        });
        descriptor.Field(c => c.Similarity).Description("How sure that is: 0 (nothing in common) to 1.");
        descriptor.Field(c => c.MatchedOn).Description("What speaks for it, the strongest first: email, phone, registrationNumber, company or name, similarCompany or similarName, domain.");
    }

    /// <summary>One statement per kind of record reads those of all candidates of a level. Candidates are made of records that the caller sees.</summary>
    private sealed class RecordResolver : BatchResolver
    {
        public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
        {
            var db = AllRows.Db(batch.Services);
            var candidates = Enumerable.Range(0, batch.Count).Select(i => (DuplicateCandidate)batch.Parent(i)).ToList();
            var records = new Dictionary<Guid, object>();
            var ids = candidates.Select(c => (c.Entity, c.RecordId)).Distinct().ToLookup(c => c.Entity, c => c.RecordId);
            if (ids.Contains(MatchedEntity.Lead))
            {
                List<LeadId> leads = [.. ids[MatchedEntity.Lead].Select(id => new LeadId(id))];
                foreach (var lead in await db.Leads.AsNoTracking().Where(l => leads.Contains(l.Id)).ToListAsync(cancellationToken)) records[lead.Id.Value] = lead;
            }
            if (ids.Contains(MatchedEntity.Account))
            {
                List<AccountId> accounts = [.. ids[MatchedEntity.Account].Select(id => new AccountId(id))];
                foreach (var account in await db.Accounts.AsNoTracking().Where(a => accounts.Contains(a.Id)).ToListAsync(cancellationToken)) records[account.Id.Value] = account;
            }
            if (ids.Contains(MatchedEntity.Contact))
            {
                List<ContactId> contacts = [.. ids[MatchedEntity.Contact].Select(id => new ContactId(id))];
                foreach (var contact in await db.Contacts.AsNoTracking().Where(c => contacts.Contains(c.Id)).ToListAsync(cancellationToken)) records[contact.Id.Value] = contact;
            }
            for (var i = 0; i < candidates.Count; i++) batch.SetResult(i, records.GetValueOrDefault(candidates[i].RecordId));
        }
    }
}
