using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Activities;

/// <summary>A user who took part in an activity besides its owner; such users see all of it.</summary>
public sealed class ActivityUser
{
    private ActivityUser() { }

    /// <summary>The activity.</summary>
    public ActivityId ActivityId { get; private set; }

    /// <summary>Who took part.</summary>
    public UserId UserId { get; private set; }

    internal static ActivityUser Create(ActivityId activityId, UserId userId) => new() { ActivityId = activityId, UserId = userId };
}
