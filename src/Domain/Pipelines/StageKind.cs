namespace CrmGraph.Domain.Pipelines;

/// <summary>Whether a deal in a stage is still open, and how it ended if not.</summary>
public enum StageKind
{
    /// <summary>The deal is being worked on.</summary>
    Open,

    /// <summary>The customer has bought.</summary>
    Won,

    /// <summary>The customer has not bought.</summary>
    Lost,
}
