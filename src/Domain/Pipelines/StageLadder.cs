namespace CrmGraph.Domain.Pipelines;

/// <summary>
/// How far deals have come: the open stages in order, with WON as the last rung. LOST is no rung: a loss belongs to the
/// open stage that the deal was in. A rung counts as entered when it or a later one was ever reached, so that skipped
/// stages and deals that went back or were reopened do not bend the funnel.
/// </summary>
public sealed class StageLadder
{
    private readonly Dictionary<StageId, int> _rungs;

    /// <summary>The ladder of a pipeline's stages, in any order.</summary>
    public StageLadder(IEnumerable<Stage> stages)
    {
        Rungs = [.. stages.Where(s => s.Kind != StageKind.Lost && !s.IsRetired).OrderBy(s => s.Position)];
        _rungs = Rungs.Select((stage, rung) => (stage.Id, rung)).ToDictionary(r => r.Id, r => r.rung);
    }

    /// <summary>The open stages in order, then WON.</summary>
    public IReadOnlyList<Stage> Rungs { get; }

    /// <summary>The rung of a stage, from 0; null for LOST and for stages of other pipelines.</summary>
    public int? RungOf(StageId stage) => _rungs.TryGetValue(stage, out var rung) ? rung : null;

    /// <summary>The highest rung among the stages that a deal was in; null if there is none.</summary>
    public int? Furthest(IEnumerable<StageId> visited) => visited.Max(RungOf);

    /// <summary>How many deals entered each rung, from how many had it as their furthest.</summary>
    /// <param name="furthest">Per rung the number of deals that came exactly that far.</param>
    public IReadOnlyList<int> Entered(IReadOnlyList<int> furthest)
    {
        if (furthest.Count != Rungs.Count) throw new ArgumentException("One number per rung is needed.", nameof(furthest));
        var entered = new int[furthest.Count];
        var sum = 0;
        for (var rung = entered.Length - 1; rung >= 0; rung--) entered[rung] = sum += furthest[rung];
        return entered;
    }

    /// <summary>Share of the deals that entered a rung and went on to the next; null if none entered, and for the last rung.</summary>
    public static double? Conversion(IReadOnlyList<int> entered, int rung) =>
        rung + 1 < entered.Count && entered[rung] > 0 ? (double)entered[rung + 1] / entered[rung] : null;
}
