namespace CrmGraph.Domain.Leads;

/// <summary>How well a lead fits, from A (best) to D.</summary>
public enum LeadGrade
{
    /// <summary>Fits best.</summary>
    A,

    /// <summary>Fits well.</summary>
    B,

    /// <summary>Fits in part.</summary>
    C,

    /// <summary>Fits little, or too little is known.</summary>
    D,
}
