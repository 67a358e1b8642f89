using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Security;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Leads;

namespace CrmGraph.Api.Leads;

/// <summary>What leads did.</summary>
internal static class LeadBehaviourMutations
{
    /// <summary>Notes something that a lead did, and scores the lead anew.</summary>
    /// <param name="input">The lead and what it did.</param>
    [Needs(Resource.Lead, Access.Change)]
    public static async Task<Lead> RecordLeadBehaviour(RecordLeadBehaviourInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var lead = await LeadMutations.FindAsync(db, caller, input.LeadId, "leadId", null, cancellationToken);
        lead.RequireAlive();
        db.LeadBehaviours.Add(LeadBehaviour.Record(lead.Id, input.Kind, input.Detail, input.At, now));
        await db.SaveChangesAsync(cancellationToken);
        await db.RescoreAsync(lead, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return lead;
    }
}
