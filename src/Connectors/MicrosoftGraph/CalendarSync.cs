using System.Collections.Frozen;
using System.Globalization;
using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence.Sync;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.CalendarView.Delta;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>Reads the calendar by delta query over a window that is laid anew every week: Graph keeps it in the cursor, where it cannot be moved.</summary>
internal sealed class CalendarSync(GraphConnection graph, GraphBatch batch, GraphSources sources, ItemIntake intake, IOptions<GraphOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Back = TimeSpan.FromDays(30);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(180);
    private static readonly TimeSpan Roll = TimeSpan.FromDays(7);

    internal async Task<SyncResult> StepAsync(SyncSource source, MailboxRules rules, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (source.Cursor is null) (source.WindowStart, source.WindowEnd) = (now - Back, now + Ahead);
        else if (source.IsComplete && source.WindowStart < now - Back - Roll) return new SyncResult.Resync();
        var page = await PageAsync(source, cancellationToken) ?? throw new HttpRequestException("An answer without content.");
        var items = await ItemsAsync(source.Account, page.Value ?? [], cancellationToken);
        var isEnd = page.OdataNextLink is null;
        var cursor = graph.Checked(page.OdataNextLink ?? page.OdataDeltaLink ?? throw new HttpRequestException("A page without a link."));
        return await sources.CommitAsync(source, cursor, isEnd, page.Value?.Count ?? 0, async db =>
        {
            var figures = await intake.ApplyAsync(db, source, rules, items, FrozenSet<string>.Empty, cancellationToken);
            if (isEnd && !source.IsComplete) await intake.SweepAsync(db, source, cancellationToken);
            if (isEnd) await PastMeetings.CompleteAsync(db, source, now, cancellationToken);
            return figures;
        }, cancellationToken);
    }

    // of an occurrence Graph tells only what differs from its series, and the series may have been on another page
    private async Task<List<RemoteItem>> ItemsAsync(string mailbox, List<Event> page, CancellationToken cancellationToken)
    {
        var series = page.Where(e => e.Type == EventType.SeriesMaster && e.Subject is not null).DistinctBy(e => e.Id).ToDictionary(e => e.Id!, StringComparer.Ordinal);
        var missing = page.Select(e => e.SeriesMasterId).OfType<string>().Distinct().Where(id => !series.ContainsKey(id)).ToList();
        if (missing.Count > 0)
        {
            var paths = missing.ConvertAll(id => $"/users/{Uri.EscapeDataString(mailbox)}/events/{Uri.EscapeDataString(id)}");
            foreach (var master in await batch.GetAsync<Event>(mailbox, paths, "outlook.timezone=\"UTC\"", cancellationToken)) series[master.Id!] = master;
        }
        // an occurrence whose series is gone is about to go too
        return [.. page.Where(e => e.SeriesMasterId is null || e.Subject is not null || series.ContainsKey(e.SeriesMasterId))
            .Select(e => RemoteItems.Of(e, e.SeriesMasterId is { } id ? series.GetValueOrDefault(id) : null)).OfType<RemoteItem>()];
    }

    private Task<DeltaGetResponse?> PageAsync(SyncSource source, CancellationToken cancellationToken)
    {
        var prefer = $"IdType=\"ImmutableId\", odata.maxpagesize={options.Value.PageSize}, outlook.timezone=\"UTC\"";
        if (source.Cursor is { } link) return new DeltaRequestBuilder(graph.Checked(link), graph.Client.RequestAdapter).GetAsDeltaGetResponseAsync(r => r.Headers.Add("Prefer", prefer), cancellationToken);
        return graph.Client.Users[source.Account].CalendarView.Delta.GetAsDeltaGetResponseAsync(
            r =>
            {
                r.Headers.Add("Prefer", prefer);
                r.QueryParameters.StartDateTime = Written(source.WindowStart!.Value);
                r.QueryParameters.EndDateTime = Written(source.WindowEnd!.Value);
            },
            cancellationToken);
    }

    private static string Written(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
