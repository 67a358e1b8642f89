namespace CrmGraph.Domain.Events;

/// <summary>What happened, as clients of the API and receivers of webhooks name it.</summary>
public enum EventType
{
    /// <summary>A lead has been created.</summary>
    LeadCreated,

    /// <summary>Details of a lead have changed.</summary>
    LeadUpdated,

    /// <summary>Score or grade of a lead have changed.</summary>
    LeadScored,

    /// <summary>The score of a lead has reached the threshold from below.</summary>
    LeadBecameSalesReady,

    /// <summary>A lead has been given to a user or a team.</summary>
    LeadAssigned,

    /// <summary>A lead has come further, or has been given up.</summary>
    LeadStatusChanged,

    /// <summary>All criteria of a framework have been affirmed of a lead.</summary>
    LeadQualified,

    /// <summary>An opportunity has been made of a lead.</summary>
    LeadConverted,

    /// <summary>Leads have been merged into the subject.</summary>
    LeadMerged,

    /// <summary>Leads that had been merged into the subject are parted again.</summary>
    LeadParted,

    /// <summary>A company has been created.</summary>
    AccountCreated,

    /// <summary>Details of a company have changed.</summary>
    AccountUpdated,

    /// <summary>A contact has been created.</summary>
    ContactCreated,

    /// <summary>Details of a contact have changed.</summary>
    ContactUpdated,

    /// <summary>An opportunity has been created.</summary>
    OpportunityCreated,

    /// <summary>Details of an opportunity have changed.</summary>
    OpportunityUpdated,

    /// <summary>An opportunity has moved to another stage; so does winning, losing and reopening.</summary>
    StageChanged,

    /// <summary>An opportunity has been won; its STAGE_CHANGED comes first.</summary>
    OpportunityWon,

    /// <summary>An opportunity has been lost; its STAGE_CHANGED comes first.</summary>
    OpportunityLost,

    /// <summary>An opportunity has been given to another user.</summary>
    OpportunityAssigned,

    /// <summary>A call, meeting or other activity has been entered.</summary>
    ActivityLogged,

    /// <summary>Details of an activity have changed.</summary>
    ActivityUpdated,

    /// <summary>A planned activity has been done.</summary>
    ActivityCompleted,

    /// <summary>A quote has been submitted.</summary>
    QuoteSubmitted,

    /// <summary>The customer has agreed to a quote.</summary>
    QuoteAccepted,

    /// <summary>An approval has been asked for.</summary>
    ApprovalRequested,

    /// <summary>A request for approval has been approved or rejected.</summary>
    ApprovalDecided,

    /// <summary>A contract has been signed.</summary>
    ContractSigned,

    /// <summary>Money has come in for an instalment.</summary>
    PaymentReceived,

    /// <summary>A customer has answered a survey about a won deal.</summary>
    SurveyAnswered,

    /// <summary>An ERP system has taken a won deal.</summary>
    ErpSynced,

    /// <summary>An ERP system has refused a won deal.</summary>
    ErpFailed,

    /// <summary>Somebody has to look at something; only that user sees the event.</summary>
    AlertRaised,
}
