namespace CrmGraph.Domain.Quotes;

/// <summary>How far a quote has come.</summary>
public enum QuoteStatus
{
    /// <summary>It is being written and can be changed.</summary>
    Draft,

    /// <summary>Somebody has to approve it.</summary>
    PendingApproval,

    /// <summary>It may be sent.</summary>
    Approved,

    /// <summary>It was not approved; it can be changed and submitted again.</summary>
    Rejected,

    /// <summary>The customer has it.</summary>
    Sent,

    /// <summary>The customer has agreed; its total is the amount of the opportunity.</summary>
    Accepted,

    /// <summary>The customer has refused.</summary>
    Declined,

    /// <summary>A newer revision has taken its place.</summary>
    Superseded,
}
