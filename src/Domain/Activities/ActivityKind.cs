namespace CrmGraph.Domain.Activities;

/// <summary>What kind of contact or work an activity is.</summary>
public enum ActivityKind
{
    /// <summary>A telephone or video call.</summary>
    Call,

    /// <summary>An e-mail.</summary>
    Email,

    /// <summary>A meeting.</summary>
    Meeting,

    /// <summary>A visit at the customer's.</summary>
    Visit,

    /// <summary>A demonstration of the product.</summary>
    Demo,

    /// <summary>A proposal or quote was handed over.</summary>
    Proposal,

    /// <summary>Something to be done.</summary>
    Task,

    /// <summary>A note.</summary>
    Note,
}
