using System.Collections.Immutable;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Funnels;

namespace CrmGraph.Api.Reports;

/// <summary>What of a funnel costs extra, and whether it is asked for.</summary>
/// <param name="Times">Median and p90 times of the whole.</param>
/// <param name="GroupTimes">Those of the groups.</param>
internal readonly record struct FunnelWishes(bool Times, bool GroupTimes)
{
    internal static FunnelWishes Of(ResolverContext context)
    {
        var selected = Under(context.Selection);
        return new FunnelWishes(
            selected.Any(f => f.Field.Name is "stages" or "bottleneck" && HasTimes(f)),
            selected.Any(f => f.Field.Name == "groups" && Under(f).Any(HasTimes)));
    }

    private static ImmutableArray<FieldSelection> Under(FieldSelection field) =>
        field.Field.Type.Named is ObjectType type ? field.SelectionsFor(type).Fields : [];

    private static bool HasTimes(FieldSelection stages) => Under(stages).Any(f => f.Field.Name is "medianTime" or "p90Time");
}

/// <summary>The figures of a funnel, kept or counted.</summary>
internal sealed class FunnelFigures
{
    private readonly Func<FunnelGroupKey?, StageId, StageTimes?> _times;

    private FunnelFigures(IReadOnlyList<FunnelSum> sums, Func<FunnelGroupKey?, StageId, StageTimes?> times) => (Sums, _times) = (sums, times);

    internal IReadOnlyList<FunnelSum> Sums { get; }

    internal StageTimes? TimesOf(StageId stage) => _times(null, stage);

    internal StageTimes? TimesOf(FunnelGroupKey group, StageId stage) => _times(group, stage);

    internal static async Task<FunnelFigures> KeptAsync(CrmDbContext db, FunnelSlice slice, FunnelWishes wanted, CancellationToken cancellationToken)
    {
        var sums = await FunnelCubes.SumsAsync(db, slice, cancellationToken);
        var times = wanted.Times ? await FunnelTimes.TimesAsync(db, slice, cancellationToken) : new Dictionary<StageId, StageTimes>();
        return new FunnelFigures(sums, (group, stage) => group is null ? times.GetValueOrDefault(stage) : null);
    }

    internal static async Task<FunnelFigures> CountedAsync(FunnelCount count, FunnelWishes wanted, CancellationToken cancellationToken)
    {
        var counted = await count.RunAsync(wanted.Times || wanted.GroupTimes, cancellationToken);
        var all = counted.Visits.SelectMany(v => v.Select(time => (v.Key.StageId, Time: time))).OrderBy(v => v.Time).ToLookup(v => v.StageId, v => v.Time);
        return new FunnelFigures(counted.Sums, (group, stage) => StageTimes.Of([.. group is { } one ? counted.Visits[(one, stage)] : all[stage]]));
    }
}
