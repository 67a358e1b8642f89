namespace CrmGraph.Domain.Activities;

/// <summary>How much of an activity others than its owner see.</summary>
public enum ActivityVisibility
{
    /// <summary>Everything.</summary>
    Everything,

    /// <summary>The subject, but not the body.</summary>
    Subject,

    /// <summary>Only that it took place, when, and with whom.</summary>
    Metadata,
}
