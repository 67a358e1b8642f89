using System.Globalization;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;

namespace CrmGraph.Persistence.Funnels;

/// <summary>What the cells that begin at <see cref="First"/> count: everything about them but day and bucket.</summary>
internal sealed class FunnelSeries
{
    private FunnelSeries() => (Key, Currency) = ("", "");

    internal FunnelSeries(int id, SeriesKey key)
    {
        (Id, First, Key) = (id, FunnelPlace.Of(id, 0, 0), key.ToString());
        (PipelineId, Cube, IsMonthly, TeamId, MemberId) = (key.PipelineId, key.Cube, key.IsMonthly, key.TeamId, key.MemberId);
        (Figure, StageId, ReasonId, Currency) = (key.Part.Figure, key.Part.StageId, key.Part.ReasonId, key.Part.Currency);
    }

    public int Id { get; private set; }

    /// <summary>The place of the series' first possible cell.</summary>
    public long First { get; private set; }

    /// <summary>All that tells the series from others, as text, since a unique index would not count nulls as equal.</summary>
    public string Key { get; private set; }

    public PipelineId PipelineId { get; private set; }

    public FunnelCube Cube { get; private set; }

    /// <summary>Whether the cells are months; else days.</summary>
    public bool IsMonthly { get; private set; }

    public Guid? TeamId { get; private set; }

    /// <summary>The owner or the source.</summary>
    public Guid? MemberId { get; private set; }

    public FunnelFigure Figure { get; private set; }

    public StageId StageId { get; private set; }

    public CloseReasonId? ReasonId { get; private set; }

    public string Currency { get; private set; }
}

/// <summary>All that tells a series from others. The part has no bucket: buckets are cells of one series.</summary>
internal readonly record struct SeriesKey(PipelineId PipelineId, FunnelCube Cube, bool IsMonthly, Guid? TeamId, Guid? MemberId, FunnelPart Part)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{PipelineId}|{Cube}|{(IsMonthly ? "month" : "day")}|{TeamId}|{MemberId}|{Part.Figure}|{Part.StageId}|{Part.ReasonId}|{Part.Currency}");
}

/// <summary>The sums of a series on one day or in one month, and of visits in one bucket.</summary>
internal sealed class FunnelCell
{
    /// <summary>The <see cref="FunnelPlace"/>.</summary>
    public long Id { get; private set; }

    public long Count { get; private set; }

    public decimal Amount { get; private set; }

    public decimal Expected { get; private set; }

    public long Milliseconds { get; private set; }
}
