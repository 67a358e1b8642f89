using CrmGraph.Domain.Opportunities;

namespace CrmGraph.Domain.Activities;

/// <summary>A deal that an imported activity may be about; somebody has to say which.</summary>
public sealed class ActivityCandidate
{
    private ActivityCandidate() { }

    /// <summary>The activity.</summary>
    public ActivityId ActivityId { get; private set; }

    /// <summary>The deal.</summary>
    public OpportunityId OpportunityId { get; private set; }

    internal static ActivityCandidate Create(ActivityId activityId, OpportunityId opportunityId) => new() { ActivityId = activityId, OpportunityId = opportunityId };
}
