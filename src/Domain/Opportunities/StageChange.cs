using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Opportunities;

/// <summary>One step of an opportunity from stage to stage. The first, from nowhere, is its creation.</summary>
public sealed class StageChange
{
    private StageChange() { }

    /// <summary>The opportunity that moved.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>Counts the opportunity's changes from 1.</summary>
    public int Sequence { get; private set; }

    /// <summary>The stage that it left; null for its creation.</summary>
    public StageId? FromStageId { get; private set; }

    /// <summary>The stage that it entered.</summary>
    public StageId ToStageId { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Who moved it.</summary>
    public UserId ById { get; private set; }

    /// <summary>How long it had been in the stage that it left; null for its creation.</summary>
    public TimeSpan? TimeInFrom { get; private set; }

    /// <summary>What who moved it had to say.</summary>
    public string? Comment { get; private set; }

    internal static StageChange Create(
        OpportunityId opportunityId, int sequence, StageId? from, StageId to, UserId by, TimeSpan? timeInFrom, string? comment, DateTimeOffset now) => new()
        {
            OpportunityId = opportunityId,
            Sequence = sequence,
            FromStageId = from,
            ToStageId = to,
            At = now,
            ById = by,
            TimeInFrom = timeInFrom,
            Comment = comment,
        };
}
