using CrmGraph.Api.Schema;
using CrmGraph.Api.Schema.Errors;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Duplicates;
using CrmGraph.Persistence.Leads;

namespace CrmGraph.Api.Leads;

/// <summary>Changes of leads.</summary>
internal static class LeadMutations
{
    /// <summary>Creates a lead.</summary>
    /// <param name="input">What is known of it.</param>
    [Needs(Resource.Lead, Access.Create)]
    public static async Task<Lead> CreateLead(
        CreateLeadInput input, Caller caller, CrmDbContext db, DuplicateGuard duplicates, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Lead, Access.Create);
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var source = await db.SourceAsync(input.Source, cancellationToken);
        // what a seller enters is the seller's; what others bring in goes by the rules
        var byRules = input.OwnerId is null && caller.Role is not (Role.SalesRep or Role.SalesManager or Role.SalesDirector);
        var owner = byRules ? null : await db.OwnerAsync(caller, Resource.Lead, input.OwnerId, cancellationToken);
        var lead = Lead.Create(input.ToDetails(), source.Id, owner, now);
        var intake = await LeadIntake.LoadAsync(db, byRules, cancellationToken);
        if (!intake.Take(lead, [], now) && byRules && caller.Role == Role.Admin)
            lead.AssignTo(await db.OwnerAsync(caller, Resource.Lead, null, cancellationToken), now, reason: "No rule of assignment matches.");
        await duplicates.RequireNewAsync(lead, null, caller, input.AllowDuplicate == true, cancellationToken);
        db.Leads.Add(lead);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return lead;
    }

    /// <summary>Changes details of a lead.</summary>
    /// <param name="input">The changes.</param>
    [Needs(Resource.Lead, Access.Change)]
    public static async Task<Lead> UpdateLead(
        UpdateLeadInput input, Caller caller, CrmDbContext db, DuplicateGuard duplicates, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var lead = await FindAsync(db, caller, input.Id, "id", input.Version, cancellationToken);
        var before = lead.Details;
        lead.Revise(input.Apply(before), now);
        await duplicates.RequireNewAsync(lead, before, caller, input.AllowDuplicate == true, cancellationToken);
        await db.RescoreAsync(lead, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return lead;
    }

    /// <summary>Gives a lead to a user, or lets it wait in a team until one of its members takes it. Its activities go along.</summary>
    /// <param name="input">The lead, and either a user or a team.</param>
    [Needs(Resource.Lead, Access.Change)]
    public static async Task<Lead> AssignLead(AssignLeadInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var lead = await FindAsync(db, caller, input.LeadId, "leadId", input.Version, cancellationToken);
        if ((input.OwnerId is null) == (input.TeamId is null)) throw Guard.Invalid("ownerId", "Give either ownerId or teamId.");
        if (input.TeamId is { } teamId)
        {
            var team = await db.Teams.FindAsync(t => t.Id == teamId, "teamId", "team", cancellationToken);
            if (!caller.Reaches(Resource.Lead, Access.Create, null, team.Id)) throw Refusals.Forbidden($"{team.Name} is not one of your teams; choose another.", "teamId");
            lead.AssignTo(team, now);
        }
        else
        {
            lead.AssignTo(await db.OwnerAsync(caller, Resource.Lead, input.OwnerId, cancellationToken), now);
        }
        await db.SaveChangesAsync(cancellationToken);
        await db.HandOverActivitiesAsync(lead.Id, lead.TeamId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return lead;
    }

    /// <summary>Gives a lead up.</summary>
    /// <param name="input">The lead and the reason.</param>
    [Needs(Resource.Lead, Access.Change)]
    public static async Task<Lead> DisqualifyLead(DisqualifyLeadInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var lead = await FindAsync(db, caller, input.LeadId, "leadId", input.Version, cancellationToken);
        lead.Disqualify(input.Reason, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return lead;
    }

    /// <summary>A lead that the caller may change. Refuses with NOT_FOUND, FORBIDDEN or CONFLICT.</summary>
    internal static async Task<Lead> FindAsync(CrmDbContext db, Caller caller, LeadId id, string field, int? version, CancellationToken cancellationToken)
    {
        var lead = await db.LeadAsync(caller, id, [field], cancellationToken);
        caller.Require(Resource.Lead, Access.Change, lead.OwnerId, lead.TeamId);
        lead.RequireVersion(version);
        return lead;
    }
}
