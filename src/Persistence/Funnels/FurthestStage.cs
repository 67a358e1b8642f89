using CrmGraph.Domain.Pipelines;

namespace CrmGraph.Persistence.Funnels;

/// <summary>
/// How far deals have come, by the stages of some pipelines. LOST is nowhere on the way, nor is a stage that has been taken out; who was
/// in one when it was taken out counts with the stage that took its place.
/// </summary>
internal sealed class FurthestStage(IReadOnlyDictionary<StageId, int> rungs)
{
    internal static FurthestStage Of(IEnumerable<Stage> stages) => new(stages.Where(IsOnTheWay).ToDictionary(s => s.Id, s => s.Position));

    internal static bool IsOnTheWay(Stage stage) => stage.Kind != StageKind.Lost && !stage.IsRetired;

    /// <summary>The furthest of the stages that a deal was in; null if none of them is on the way.</summary>
    internal StageId? Of(IEnumerable<StageId> visited, StageId lastOpen)
    {
        StageId? furthest = null;
        foreach (var stage in visited.Append(lastOpen))
        {
            if (rungs.TryGetValue(stage, out var rung) && (furthest is null || rung > rungs[furthest.Value])) furthest = stage;
        }

        return furthest;
    }
}
