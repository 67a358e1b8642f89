using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Reports;

/// <summary>The funnel as it changes.</summary>
internal static class FunnelSubscriptions
{
    /// <summary>The funnel, sent at once and then again whenever it has changed, at most once a second.</summary>
    /// <param name="pipelineId">The pipeline.</param>
    /// <param name="period">The days in which the opportunities were created; all that there ever were if absent.</param>
    [Subscribe(KeepsLatest = true)]
    public static IAsyncEnumerable<Funnel> FunnelChanged(PipelineId pipelineId, PeriodInput? period, ResolverContext context, Caller caller, FunnelWatch watch)
    {
        period?.Check();
        return watch.WatchAsync(new FunnelQuestion(pipelineId, period, null, null, null, FunnelWishes.Of(context), FunnelQueries.LanguageOf(context)), caller);
    }
}
