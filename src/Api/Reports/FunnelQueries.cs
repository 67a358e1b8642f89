using System.Linq.Expressions;
using CrmGraph.Api.Hosting;
using CrmGraph.Api.Schema.Errors;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Funnels;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Reports;

/// <summary>The sales funnel.</summary>
[QueryType]
internal static class FunnelQueries
{
    internal static SchemaBuilder AddFunnel(this SchemaBuilder schema) => schema
        .AddObjectType<FunnelType>()
        .AddObjectType<FunnelGroupType>()
        .AddObjectType<FunnelStageType>()
        .AddObjectType<LossReasonCountType>()
        .AddQueryType(typeof(FunnelQueries))
        .AddSubscriptionType(typeof(FunnelSubscriptions));

    /// <summary>Cohort funnel: the opportunities that entered the pipeline in the period, and how far each has come.</summary>
    /// <param name="pipelineId">The pipeline.</param>
    /// <param name="period">The days in which the opportunities were created; all that there ever were if absent.</param>
    /// <param name="groupBy">By what to tell the opportunities apart in <c>groups</c>.</param>
    /// <param name="asOf">The moment to show; now if absent. Amounts, owners, teams and sources are those of today.</param>
    [UseWhere<Opportunity>]
    public static async Task<Funnel> GetFunnel(
        PipelineId pipelineId,
        PeriodInput? period,
        FunnelGrouping? groupBy,
        DateTimeOffset? asOf,
        ResolverContext context,
        Caller caller,
        CrmDbContext db,
        OrganisationOptions organisation,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        period?.Check();
        var where = context.Where<Opportunity>();
        return await ReadAsync(new FunnelQuestion(pipelineId, period, groupBy, asOf, where, FunnelWishes.Of(context), LanguageOf(context)), caller, db, organisation, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>The funnel that a caller sees.</summary>
    internal static async Task<Funnel> ReadAsync(
        FunnelQuestion question, Caller caller, CrmDbContext db, OrganisationOptions organisation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (pipelineId, period, groupBy, asOf, where, wanted, language) = question;
        var past = asOf < now ? asOf : null;
        var pipeline = await db.Pipelines.AsNoTracking().SingleOrDefaultAsync(p => p.Id == pipelineId, cancellationToken)
            ?? throw new GraphQLException("NOT_FOUND", "There is no such pipeline.");
        var slice = new FunnelSlice(pipelineId, period?.From ?? FunnelSlice.Beginning, period?.To ?? FunnelSlice.End, groupBy, caller);
        var figures = where is null && past is null && slice.IsKept && !(wanted.GroupTimes && groupBy is not null) && (slice.HasTimes || !wanted.Times)
            ? await FunnelFigures.KeptAsync(db, slice, wanted, cancellationToken)
            : await FunnelFigures.CountedAsync(new FunnelCount(db, Cohort(db, slice, period, where, past), pipeline, groupBy, past), wanted, cancellationToken);
        var money = await ReportMoney.OfAsync(db, organisation, now, figures.Sums.Where(s => s.Figure == FunnelFigure.Furthest).Select(s => (s.Currency, s.Count)), cancellationToken);
        var report = new FunnelReport(pipeline, figures.Sums, money);
        var stages = report.Stages(figures.TimesOf);
        return new Funnel
        {
            PipelineId = pipelineId,
            Stages = stages,
            Bottleneck = FunnelReport.Bottleneck(stages),
            WinRate = report.WinRate,
            AverageCycle = report.AverageCycle,
            Groups = groupBy is { } grouping ? await GroupsAsync(db, pipeline, figures, money, grouping, language, cancellationToken) : [],
            AsOf = past ?? now,
        };
    }

    private static IQueryable<Opportunity> Cohort(
        CrmDbContext db, FunnelSlice slice, PeriodInput? period, Expression<Func<Opportunity, bool>>? where, DateTimeOffset? past)
    {
        var cohort = db.Opportunities.AsNoTracking().VisibleTo(slice.Caller).Where(o => o.PipelineId == slice.PipelineId);
        if (where is not null) cohort = cohort.Where(where);
        if (past is { } moment) cohort = cohort.Where(o => o.CreatedAt <= moment);
        if (period is null) return cohort;
        var (from, to) = (period.Start, period.End);
        return cohort.Where(o => o.CreatedAt >= from && o.CreatedAt < to);
    }

    private static async Task<IReadOnlyList<FunnelGroup>> GroupsAsync(
        CrmDbContext db, Pipeline pipeline, FunnelFigures figures, ReportMoney money, FunnelGrouping grouping, Language language, CancellationToken cancellationToken)
    {
        var reports = figures.Sums.GroupBy(s => s.Group).Select(g => (Group: g.Key, Report: new FunnelReport(pipeline, [.. g], money))).Where(g => g.Report.Count > 0).ToList();
        var names = await FunnelGroupNames.OfAsync(db, grouping, [.. reports.Select(r => r.Group)], language, cancellationToken);
        var ordered = grouping == FunnelGrouping.Month
            ? reports.OrderBy(r => r.Group.Day)
            : reports.OrderBy(r => names[r.Group].Key.Length == 0).ThenByDescending(r => r.Report.Count).ThenBy(r => names[r.Group].Label, StringComparer.Ordinal);
        return
        [
            .. ordered.Select(r => new FunnelGroup
            {
                Key = names[r.Group].Key,
                Label = names[r.Group].Label,
                Stages = r.Report.Stages(stage => figures.TimesOf(r.Group, stage)),
                WinRate = r.Report.WinRate,
            }),
        ];
    }

    internal static Language LanguageOf(ResolverContext context) => Language.Of(context.Services.GetService<IHttpContextAccessor>()?.HttpContext);
}

/// <summary>Which funnel is wanted.</summary>
internal sealed record FunnelQuestion(
    PipelineId PipelineId, PeriodInput? Period, FunnelGrouping? GroupBy, DateTimeOffset? AsOf, Expression<Func<Opportunity, bool>>? Where, FunnelWishes Wanted, Language Language);
