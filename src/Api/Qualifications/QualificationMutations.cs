using CrmGraph.Api.Opportunities;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Qualifications;

/// <summary>Judges leads and deals by BANT and MEDDIC.</summary>
internal static class QualificationMutations
{
    internal static SchemaBuilder AddQualifications(this SchemaBuilder schema) => schema
        .AddObjectType<QualificationType>()
        .AddObjectType<QualificationCriterionType>()
        .AddMutationType(typeof(QualificationMutations));

    /// <summary>
    /// Notes what has been found out about a lead. It becomes QUALIFIED when all criteria of the framework are affirmed (YES); no answer
    /// takes that away again.
    /// </summary>
    /// <param name="input">The lead and the answers.</param>
    [Needs(Resource.Lead, Access.Change)]
    public static async Task<Lead> QualifyLead(QualifyLeadInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Lead, Access.Change);
        var lead = await db.LeadAsync(caller, input.LeadId, ["leadId"], cancellationToken);
        caller.Require(Resource.Lead, Access.Change, lead.OwnerId, lead.TeamId);
        lead.Assess(input.Framework, [.. input.Criteria.Select(c => c.ToFinding())], caller.UserId, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return lead;
    }

    /// <summary>Notes what has been found out about a deal; gates of its pipeline may ask for it.</summary>
    /// <param name="input">The opportunity and the answers.</param>
    [Needs(Resource.Opportunity, Access.Change)]
    public static async Task<Opportunity> QualifyOpportunity(
        QualifyOpportunityInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var opportunity = await db.ChangeableAsync(caller, input.OpportunityId, "opportunityId", input.Version, cancellationToken);
        opportunity.Assess(input.Framework, [.. input.Criteria.Select(c => c.ToFinding())], caller.UserId, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return opportunity;
    }
}
