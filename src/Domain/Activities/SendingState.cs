namespace CrmGraph.Domain.Activities;

/// <summary>How far something is that was entered here and goes out through a mailbox.</summary>
public enum SendingState
{
    /// <summary>It waits to be sent.</summary>
    Pending,

    /// <summary>The mailbox has it.</summary>
    Sent,

    /// <summary>It was given up; the connector's log says why.</summary>
    Failed,
}
