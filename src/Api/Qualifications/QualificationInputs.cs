using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Qualifications;

namespace CrmGraph.Api.Qualifications;

/// <summary>What has been found out about one criterion.</summary>
/// <param name="Key">BANT: budget, authority, need, timeline. MEDDIC: metrics, economic_buyer, decision_criteria, decision_process, identify_pain, champion.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Evidence">What it rests on, in words; at most 2000 characters.</param>
internal sealed record CriterionInput(string Key, CriterionAnswer Answer, string? Evidence)
{
    internal CriterionFinding ToFinding() => new(Key, Answer, Evidence);
}

/// <summary>What has been found out about a lead.</summary>
/// <param name="LeadId">The lead.</param>
/// <param name="Framework">The framework that the criteria belong to.</param>
/// <param name="Criteria">Each replaces what was known of it; criteria that are left out stay as they are.</param>
internal sealed record QualifyLeadInput(LeadId LeadId, QualificationFramework Framework, IReadOnlyList<CriterionInput> Criteria);

/// <summary>What has been found out about a deal.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="Framework">The framework that the criteria belong to.</param>
/// <param name="Criteria">Each replaces what was known of it; criteria that are left out stay as they are.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
internal sealed record QualifyOpportunityInput(OpportunityId OpportunityId, QualificationFramework Framework, IReadOnlyList<CriterionInput> Criteria, int? Version);
