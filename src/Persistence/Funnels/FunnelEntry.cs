using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;

namespace CrmGraph.Persistence.Funnels;

/// <summary>
/// One change of the sums, written in the transaction of the change that causes it: what counted before with a minus, what counts
/// now with a plus. Entries are only added, so that writers never wait for each other, and counted until they are folded into cells.
/// </summary>
internal sealed class FunnelEntry
{
    public required Guid Id { get; init; }

    public required PipelineId PipelineId { get; init; }

    /// <summary>The number of the day on which the deal was created.</summary>
    public required int Day { get; init; }

    public Guid? TeamId { get; init; }

    public required Guid OwnerId { get; init; }

    public Guid? SourceId { get; init; }

    public required FunnelFigure Figure { get; init; }

    public required StageId StageId { get; init; }

    public CloseReasonId? ReasonId { get; init; }

    public required string Currency { get; init; }

    /// <summary>The bucket of the fine split.</summary>
    public int Bucket { get; init; }

    /// <summary>The bucket of the coarse split.</summary>
    public int CoarseBucket { get; init; }

    public required long Count { get; init; }

    public decimal Amount { get; init; }

    public decimal Expected { get; init; }

    public long Milliseconds { get; init; }
}
