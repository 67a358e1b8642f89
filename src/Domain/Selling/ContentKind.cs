namespace CrmGraph.Domain.Selling;

/// <summary>What was given to a customer to read.</summary>
public enum ContentKind
{
    /// <summary>A report about the industry.</summary>
    Report,

    /// <summary>How another customer succeeded.</summary>
    CaseStudy,

    /// <summary>A first suggestion made for this customer.</summary>
    Suggestion,

    /// <summary>Slides.</summary>
    Presentation,

    /// <summary>Anything else.</summary>
    Other,
}
