using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

/// <summary>What goes along when a record gets another team: its activities, so that the new owner sees its past.</summary>
public static class Handover
{
    /// <summary>Gives the activities of an opportunity to a team; call it in the transaction that assigns the opportunity.</summary>
    public static Task<int> HandOverActivitiesAsync(this CrmDbContext db, OpportunityId opportunityId, TeamId? teamId, CancellationToken cancellationToken) =>
        db.Activities
            .Where(a => a.OpportunityId == opportunityId)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.TeamId, teamId), cancellationToken);

    /// <summary>Gives the activities of a lead to a team; call it in the transaction that assigns the lead.</summary>
    public static Task<int> HandOverActivitiesAsync(this CrmDbContext db, LeadId leadId, TeamId? teamId, CancellationToken cancellationToken) =>
        db.Activities
            .Where(a => a.LeadId == leadId)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.TeamId, teamId), cancellationToken);
}
