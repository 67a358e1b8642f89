using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Leads;

/// <summary>Changes of leads.</summary>
internal static class LeadMutations
{
    /// <summary>Creates a lead.</summary>
    /// <param name="input">What is known of it.</param>
    [Needs(Resource.Lead, Access.Create)]
    public static async Task<Lead> CreateLead(CreateLeadInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Lead, Access.Create);
        var source = await db.SourceAsync(input.Source, cancellationToken);
        // what marketing and programs bring in waits to be assigned
        var waits = input.OwnerId is null && caller.Role is Role.Marketing or Role.Integration;
        var owner = waits ? null : await db.OwnerAsync(caller, Resource.Lead, input.OwnerId, cancellationToken);
        var lead = Lead.Create(input.ToDetails(), source.Id, owner, time.GetUtcNow());
        db.Leads.Add(lead);
        await db.SaveChangesAsync(cancellationToken);
        return lead;
    }

    /// <summary>Changes details of a lead.</summary>
    /// <param name="input">The changes.</param>
    [Needs(Resource.Lead, Access.Change)]
    public static async Task<Lead> UpdateLead(UpdateLeadInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var lead = await db.Leads.VisibleTo(caller).FindAsync(l => l.Id == input.Id, "id", "lead", cancellationToken);
        caller.Require(Resource.Lead, Access.Change, lead.OwnerId, lead.TeamId);
        lead.RequireVersion(input.Version);
        lead.Revise(input.Apply(lead.Details), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return lead;
    }
}
