namespace CrmGraph.Domain.Alerts;

/// <summary>How urgent an alert is.</summary>
public enum AlertSeverity
{
    /// <summary>A reminder.</summary>
    Info,

    /// <summary>Something has to be done.</summary>
    Warning,

    /// <summary>Something is going wrong.</summary>
    Critical,
}
