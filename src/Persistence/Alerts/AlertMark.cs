namespace CrmGraph.Persistence.Alerts;

/// <summary>
/// The latest episode of something that alerts were raised for, so that none is raised twice: the row is unique, and written in the
/// transaction of the alerts. An episode is known by the moment in which it began, such as the last update of a deal.
/// </summary>
internal sealed class AlertMark
{
    public required string Kind { get; init; }

    public required Guid SubjectId { get; init; }

    public required DateTimeOffset Episode { get; init; }
}
