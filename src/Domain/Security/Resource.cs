namespace CrmGraph.Domain.Security;

/// <summary>What permissions are given for.</summary>
public enum Resource
{
    /// <summary>Leads with their behaviours, scores and qualification, and activities about leads alone.</summary>
    Lead,

    /// <summary>E-mail address and telephone number of leads.</summary>
    LeadPersonalData,

    /// <summary>Making opportunities of leads.</summary>
    LeadConversion,

    /// <summary>Companies.</summary>
    Account,

    /// <summary>People at companies.</summary>
    Contact,

    /// <summary>E-mail address and telephone number of contacts.</summary>
    ContactPersonalData,

    /// <summary>Deals with stage history, stakeholders, negotiation, review and survey.</summary>
    Opportunity,

    /// <summary>Calls, meetings, tasks and so on.</summary>
    Activity,

    /// <summary>Quotes; they go by the owner of their deal.</summary>
    Quote,

    /// <summary>Requests for approval; they go by the owner of their deal.</summary>
    Approval,

    /// <summary>Contracts and instalments; they go by the owner of their deal.</summary>
    Contract,

    /// <summary>Payments; they go by the owner of their deal.</summary>
    Payment,

    /// <summary>Lead sources and capture forms.</summary>
    LeadChannel,

    /// <summary>Exchange rates.</summary>
    ExchangeRate,

    /// <summary>Pipelines, scoring models, assignment rules and all policies.</summary>
    Setting,

    /// <summary>Keys of programs.</summary>
    ApiKey,

    /// <summary>The connections to other systems: webhooks, the bus.</summary>
    Connector,

    /// <summary>What became of won deals in ERPs; it goes by the owner of the deal.</summary>
    ErpSync,

    /// <summary>What somebody has to look at; everybody sees their own.</summary>
    Alert,
}
