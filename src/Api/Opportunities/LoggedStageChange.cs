using CrmGraph.Api.Events;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Api.Opportunities;

/// <summary>A STAGE_CHANGED of the log.</summary>
internal sealed record LoggedStageChange
{
    internal required LoggedEvent Logged { get; init; }

    public required string Cursor { get; init; }

    public required OpportunityId OpportunityId { get; init; }

    public required StageId From { get; init; }

    public required StageId To { get; init; }

    public required UserId By { get; init; }

    public required DateTimeOffset At { get; init; }

    internal static LoggedStageChange Of(LoggedEvent happened, string cursor)
    {
        var values = happened.Values();
        return new LoggedStageChange
        {
            Logged = happened,
            Cursor = cursor,
            OpportunityId = new OpportunityId(happened.SubjectId),
            From = values.Id<StageId>("from"),
            To = values.Id<StageId>("to"),
            By = values.Id<UserId>("by"),
            At = happened.At,
        };
    }
}
