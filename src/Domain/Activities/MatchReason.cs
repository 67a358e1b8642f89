namespace CrmGraph.Domain.Activities;

/// <summary>Why an activity that was imported is where it is; the first that holds counts.</summary>
public enum MatchReason
{
    /// <summary>Somebody has linked it by hand; nothing changes that any more.</summary>
    Explicit,

    /// <summary>It was sent or planned from here.</summary>
    OwnMessage,

    /// <summary>It belongs to a conversation, or a series of meetings, that is linked already.</summary>
    Thread,

    /// <summary>A participant is a stakeholder of the one open deal.</summary>
    ContactRole,

    /// <summary>The account of a participant has exactly one open deal.</summary>
    SingleDeal,

    /// <summary>A participant's address is of the domain of an account that has exactly one open deal, or none.</summary>
    CompanyDomain,

    /// <summary>A participant is a contact or a lead; there is no open deal.</summary>
    Participant,

    /// <summary>Several deals fit; they are the candidates.</summary>
    Ambiguous,
}
