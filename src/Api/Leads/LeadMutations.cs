using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Leads;

/// <summary>Changes of leads.</summary>
internal static class LeadMutations
{
    /// <summary>Creates a lead.</summary>
    /// <param name="input">What is known of it.</param>
    public static async Task<Lead> CreateLead(CreateLeadInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.RequireMayWork(isLead: true);
        var source = await db.SourceAsync(input.Source, cancellationToken);
        // what marketing and programs bring in waits to be assigned
        var waits = input.OwnerId is null && caller.Role is Role.Marketing or Role.Integration;
        var owner = waits ? null : await db.OwnerAsync(caller, input.OwnerId, cancellationToken);
        var lead = Lead.Create(input.ToDetails(), source.Id, owner, time.GetUtcNow());
        db.Leads.Add(lead);
        await db.SaveChangesAsync(cancellationToken);
        return lead;
    }

    /// <summary>Changes details of a lead.</summary>
    /// <param name="input">The changes.</param>
    public static async Task<Lead> UpdateLead(UpdateLeadInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var lead = await db.Leads.VisibleTo(caller).FindAsync(l => l.Id == input.Id, "id", "lead", cancellationToken);
        caller.RequireMayChange(lead.OwnerId, isLead: true);
        lead.RequireVersion(input.Version);
        lead.Revise(input.Apply(lead.Details), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return lead;
    }
}
