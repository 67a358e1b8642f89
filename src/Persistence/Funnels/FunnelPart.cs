using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;

namespace CrmGraph.Persistence.Funnels;

/// <summary>What exactly is counted.</summary>
/// <param name="Figure">The kind of count.</param>
/// <param name="StageId">The stage.</param>
/// <param name="ReasonId">Of losses, why.</param>
/// <param name="Currency">The currency of the amounts; empty where nothing has an amount.</param>
/// <param name="Bucket">Of visits, the <see cref="DurationBuckets">bucket</see> of their length; else 0.</param>
internal readonly record struct FunnelPart(FunnelFigure Figure, StageId StageId, CloseReasonId? ReasonId, string Currency, int Bucket);

/// <summary>What is added up.</summary>
/// <param name="Count">How many; negative when something is taken back.</param>
/// <param name="Amount">What they are worth.</param>
/// <param name="Expected">amount × probability.</param>
/// <param name="Milliseconds">How long they took.</param>
internal readonly record struct FunnelTally(long Count, decimal Amount, decimal Expected, long Milliseconds)
{
    public static FunnelTally operator +(FunnelTally left, FunnelTally right) =>
        new(left.Count + right.Count, left.Amount + right.Amount, left.Expected + right.Expected, left.Milliseconds + right.Milliseconds);

    internal FunnelTally Times(int sign) => new(sign * Count, sign * Amount, sign * Expected, sign * Milliseconds);

    internal bool IsNothing => this is { Count: 0, Amount: 0, Expected: 0, Milliseconds: 0 };
}
