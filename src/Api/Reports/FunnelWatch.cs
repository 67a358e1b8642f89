using System.Runtime.CompilerServices;
using System.Text.Json;
using CrmGraph.Api.Auth;
using CrmGraph.Api.Events;
using CrmGraph.Api.Hosting;
using CrmGraph.Domain.Events;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Reports;

/// <summary>Reads a funnel anew when an opportunity of its pipeline has changed.</summary>
internal sealed class FunnelWatch(EventLogTail tail, CallerDirectory callers, IDbContextFactory<CrmDbContext> databases, OrganisationOptions organisation, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly EventType[] Movers =
    [
        EventType.OpportunityCreated, EventType.OpportunityUpdated, EventType.StageChanged, EventType.OpportunityWon, EventType.OpportunityLost, EventType.OpportunityAssigned,
    ];

    internal async IAsyncEnumerable<Funnel> WatchAsync(FunnelQuestion question, Caller caller, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (considered, funnel) = await ReadAsync(question, caller, cancellationToken);
        var shown = Figures(funnel);
        var sent = time.GetTimestamp();
        yield return funnel;
        await foreach (var happened in tail.ListenAsync(considered, cancellationToken))
        {
            if (happened.Position <= considered || !Movers.Contains(happened.Type) || happened.Values().Id<PipelineId>("pipeline") != question.PipelineId) continue;
            var rest = Interval - time.GetElapsedTime(sent);
            if (rest > TimeSpan.Zero) await Task.Delay(rest, time, cancellationToken);
            (considered, funnel) = await ReadAsync(question, caller, cancellationToken);
            sent = time.GetTimestamp();
            var figures = Figures(funnel);
            if (figures == shown) continue;
            shown = figures;
            yield return funnel;
        }
    }

    // what is read after the bounds holds everything up to there, so that one reading does for many events
    private async Task<(long Considered, Funnel Funnel)> ReadAsync(FunnelQuestion question, Caller caller, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var bounds = await db.ReadBoundsAsync(cancellationToken);
        // who is not let in any more is told so by the executor, before anything is sent
        var current = await callers.CurrentAsync(caller, cancellationToken) ?? caller;
        return (bounds.Last, await FunnelQueries.ReadAsync(question, current, db, organisation, time.GetUtcNow(), cancellationToken));
    }

    private static string Figures(Funnel funnel) => JsonSerializer.Serialize(funnel with { AsOf = default });
}
