using CrmGraph.Domain.Contacts;

namespace CrmGraph.Domain.Activities;

/// <summary>A contact who took part in an activity.</summary>
public sealed class ActivityParticipant
{
    private ActivityParticipant() { }

    /// <summary>The activity.</summary>
    public ActivityId ActivityId { get; private set; }

    /// <summary>Who took part.</summary>
    public ContactId ContactId { get; private set; }

    internal static ActivityParticipant Create(ActivityId activityId, ContactId contactId) => new() { ActivityId = activityId, ContactId = contactId };
}
