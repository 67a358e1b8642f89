using System.Globalization;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Funnels;
using CrmGraph.Persistence.Pipelines;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Pipelines;

/// <summary>Changes of pipelines.</summary>
internal static class PipelineMutations
{
    /// <summary>
    /// Creates a pipeline or lays one down anew, with everything that follows for the deals in it: all of it happens, or nothing. A
    /// stage that deals are in, or were in before they were closed, cannot be left out without a target in <c>stageMoves</c>.
    /// </summary>
    /// <param name="input">The pipeline as it is to be.</param>
    [Needs(Resource.Setting, Access.Change)]
    public static async Task<Pipeline> SavePipeline(
        SavePipelineInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Setting, Access.Change);
        var now = time.GetUtcNow();
        StageDefinition[] stages = [.. input.Stages.Select(s => s.ToDefinition())];
        await using var transaction = await db.BeginAsync(cancellationToken);
        var name = input.Name.Trim();
        if (await db.Pipelines.AnyAsync(p => p.Name == name && p.Id != input.Id, cancellationToken))
            throw Guard.Invalid("name", $"There is another pipeline of the name {name}; choose another one.");
        var pipeline = input.Id is { } id ? await db.Pipelines.FindAsync(p => p.Id == id, "id", "pipeline", cancellationToken) : null;
        pipeline?.RequireVersion(input.Version);
        PipelineRevision revision = new([], []);
        if (pipeline is null) db.Pipelines.Add(pipeline = Pipeline.Create(name, false, stages, now));
        else revision = pipeline.Revise(name, stages, now);
        await ChooseDefaultAsync(pipeline, input.IsDefault, db, cancellationToken);
        var moves = await MovesAsync(pipeline, revision, input.StageMoves ?? [], db, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);

        foreach (var (from, to) in moves)
            await db.MoveDealsAsync(from, to, caller.UserId, $"{from.Name} → {to.Name}", now, cancellationToken);
        // closed deals change the stage that their loss belongs to, past the sums of the funnel
        if (moves.Count > 0) await db.RecountFunnelAsync(cancellationToken);
        foreach (var stage in revision.Reweighed.Where(s => s.Kind == StageKind.Open))
            await db.ReweighDealsAsync(stage, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return pipeline;
    }

    private static async Task ChooseDefaultAsync(Pipeline pipeline, bool? isDefault, CrmDbContext db, CancellationToken cancellationToken)
    {
        var former = await db.Pipelines.SingleOrDefaultAsync(p => p.IsDefault && p.Id != pipeline.Id, cancellationToken);
        if (isDefault == false && former is null) throw Guard.Invalid("isDefault", "One pipeline has to be the default one; make another one that instead.");
        if (isDefault == true) former?.BeDefault(false);
        pipeline.BeDefault(isDefault ?? (pipeline.IsDefault || former is null));
    }

    private static async Task<List<(Stage From, Stage To)>> MovesAsync(
        Pipeline pipeline, PipelineRevision revision, IReadOnlyList<StageMoveInput> wanted, CrmDbContext db, CancellationToken cancellationToken)
    {
        var targets = new Dictionary<StageId, Stage>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var (move, at) = (wanted[i], i.ToString(CultureInfo.InvariantCulture));
            var from = revision.Vanished.SingleOrDefault(s => s.Key == move.FromKey)
                ?? throw Refusal("fromKey", $"'{move.FromKey}' is no OPEN stage that is left out; {Listed(revision.Vanished)}.");
            var to = pipeline.Stages.SingleOrDefault(s => s.Key == move.ToKey && s.Kind == StageKind.Open)
                ?? throw Refusal("toKey", $"'{move.ToKey}' is no OPEN stage of the pipeline as it is to be; choose one of {string.Join(", ", pipeline.Stages.Where(s => s.Kind == StageKind.Open).Select(s => s.Key))}.");
            if (!targets.TryAdd(from.Id, to)) throw Refusal("fromKey", $"'{move.FromKey}' has a target already.");

            DomainException Refusal(string field, string message) => Guard.Invalid(field, message).Within("stageMoves", at);
        }

        var stuck = new List<(Stage Stage, int Open, int Closed)>();
        foreach (var stage in revision.Vanished.Where(s => !targets.ContainsKey(s.Id)))
        {
            var (open, closed) = await db.CountUsersAsync(stage, cancellationToken);
            if (open + closed > 0) stuck.Add((stage, open, closed));
        }
        if (stuck.Count > 0) throw StillInUse(stuck);
        return [.. revision.Vanished.Where(s => targets.ContainsKey(s.Id)).Select(s => (s, targets[s.Id]))];
    }

    // all at once, so that nobody has to try stage by stage
    private static DomainException StillInUse(List<(Stage Stage, int Open, int Closed)> stuck)
    {
        var reasons = stuck.Select(s => $"The stage {s.Stage.Name} cannot be left out: {s.Open} open deals are in it, and {s.Closed} closed ones were in it last.");
        var moves = stuck.Select(s => $"{{ fromKey: \"{s.Stage.Key}\", toKey: … }}");
        return Guard.Invalid("stageMoves", $"{string.Join(' ', reasons)} Keep {(stuck.Count == 1 ? "it" : "them")}, or say in stageMoves where they go: {string.Join(", ", moves)}.");
    }

    private static string Listed(IReadOnlyList<Stage> vanished) =>
        vanished.Count == 0 ? "none is left out" : $"left out are {string.Join(", ", vanished.Select(s => s.Key))}";
}
