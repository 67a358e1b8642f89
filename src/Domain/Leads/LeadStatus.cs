namespace CrmGraph.Domain.Leads;

/// <summary>How far a lead has come.</summary>
public enum LeadStatus
{
    /// <summary>Nobody has worked on it.</summary>
    New,

    /// <summary>Somebody is in touch.</summary>
    Working,

    /// <summary>There is need, budget and authority enough to sell.</summary>
    Qualified,

    /// <summary>It will not become a deal.</summary>
    Disqualified,

    /// <summary>It has become an opportunity.</summary>
    Converted,

    /// <summary>It was the same customer as another lead, which lives on.</summary>
    Merged,
}
