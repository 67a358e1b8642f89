namespace CrmGraph.Domain.Activities;

/// <summary>How an activity got into the CRM.</summary>
public enum ActivityOrigin
{
    /// <summary>Somebody entered it.</summary>
    Manual,

    /// <summary>It came from Microsoft 365 mail or calendar.</summary>
    MicrosoftGraph,

    /// <summary>An automation rule made it.</summary>
    Rule,

    /// <summary>It was imported.</summary>
    Import,
}
