using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Reports;

/// <summary>The sales funnel.</summary>
[QueryType]
internal static class FunnelQueries
{
    internal static SchemaBuilder AddFunnel(this SchemaBuilder schema) => schema
        .AddObjectType<FunnelType>()
        .AddObjectType<FunnelStageType>()
        .AddObjectType<LossReasonCountType>()
        .AddQueryType(typeof(FunnelQueries));

    /// <summary>Cohort funnel: the opportunities that entered the pipeline in the period, and how far each has come.</summary>
    /// <param name="pipelineId">The pipeline.</param>
    /// <param name="period">The days in which the opportunities were created; all that there ever were if absent.</param>
    /// <param name="asOf">The moment to show; now if absent. Amounts are those of today.</param>
    [UseWhere<Opportunity>]
    public static async Task<Funnel> GetFunnel(
        PipelineId pipelineId,
        PeriodInput? period,
        DateTimeOffset? asOf,
        ResolverContext context,
        Caller caller,
        CrmDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var past = asOf < now ? asOf : null;
        var pipeline = await db.Pipelines.AsNoTracking().SingleOrDefaultAsync(p => p.Id == pipelineId, cancellationToken)
            ?? throw new GraphQLException("NOT_FOUND", "There is no such pipeline.");
        var rows = new FunnelRows(db, Cohort(db.Opportunities.AsNoTracking().VisibleTo(caller), pipelineId, period, past, context), past);
        var standing = await rows.StandingAsync(cancellationToken);
        if (past is not null) standing = [.. standing.Select(g => Weighted(g, pipeline))];
        var report = new FunnelReport(pipeline, await rows.FurthestAsync(cancellationToken), standing);
        var selected = context.Selection.SelectionsFor((ObjectType)context.Selection.Field.Type.Named).Fields;
        var stages = report.Stages(selected.Any(NeedsTimes) ? await rows.VisitsAsync(cancellationToken) : null);
        return new Funnel
        {
            PipelineId = pipelineId,
            Stages = stages,
            Bottleneck = FunnelReport.Bottleneck(stages),
            WinRate = report.WinRate,
            AverageCycle = selected.Any(f => f.Field.Name == "averageCycle") ? Average(await rows.CyclesAsync(pipeline.Won.Id, cancellationToken)) : null,
            AsOf = past ?? now,
        };
    }

    private static IQueryable<Opportunity> Cohort(
        IQueryable<Opportunity> visible, PipelineId pipelineId, PeriodInput? period, DateTimeOffset? past, ResolverContext context)
    {
        var cohort = visible.Where(o => o.PipelineId == pipelineId);
        if (context.Where<Opportunity>() is { } where) cohort = cohort.Where(where);
        if (past is { } moment) cohort = cohort.Where(o => o.CreatedAt <= moment);
        if (period is null) return cohort;
        if (period.From > period.To) throw new GraphQLException(ErrorCodes.BadUserInput, "\"period\" ends before it begins.");
        var (from, to) = (StartOf(period.From), StartOf(period.To));
        return cohort.Where(o => o.CreatedAt >= from && o.CreatedAt < to);
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    // A time and a place in the past have no stored product.
    private static StandingGroup Weighted(StandingGroup group, Pipeline pipeline)
    {
        var probability = pipeline.Stages.Single(s => s.Id == group.StageId).Probability;
        return group with { Expected = decimal.Round(group.Amount * (decimal)probability, 4, MidpointRounding.AwayFromZero) };
    }

    private static bool NeedsTimes(FieldSelection field) =>
        field.Field.Name is "stages" or "bottleneck"
        && field.SelectionsFor((ObjectType)field.Field.Type.Named).Fields.Any(f => f.Field.Name is "medianTime" or "p90Time");

    private static TimeSpan? Average(List<TimeSpan> times) =>
        times.Count == 0 ? null : TimeSpan.FromSeconds(Math.Round(times.Average(t => t.TotalSeconds)));
}
