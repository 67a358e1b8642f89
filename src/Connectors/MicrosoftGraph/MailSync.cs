using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence.Sync;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Users.Item.MailFolders.Item.Messages.Delta;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>
/// Reads a folder by delta query, a page a step. The query is not filtered by date, for Graph would then end it after 5,000 messages; what
/// is too old is left out here.
/// </summary>
internal sealed class MailSync(GraphConnection graph, GraphSources sources, ItemIntake intake, IOptions<GraphOptions> options, TimeProvider time)
{
    internal async Task<SyncResult> StepAsync(SyncSource source, MailboxRules rules, CancellationToken cancellationToken)
    {
        if (source.Cursor is null) source.WindowStart = time.GetUtcNow().AddDays(-options.Value.BackfillDays);
        var page = await PageAsync(source, cancellationToken) ?? throw new HttpRequestException("An answer without content.");
        var items = (page.Value ?? []).Select(RemoteItems.Of).OfType<RemoteItem>().ToList();
        var isEnd = page.OdataNextLink is null;
        var cursor = graph.Checked(page.OdataNextLink ?? page.OdataDeltaLink ?? throw new HttpRequestException("A page without a link."));
        return await sources.CommitAsync(source, cursor, isEnd, page.Value?.Count ?? 0, async db =>
        {
            var figures = await intake.ApplyAsync(db, source, rules, items, cancellationToken);
            if (isEnd && !source.IsComplete) await intake.SweepAsync(db, source, cancellationToken);
            return figures;
        }, cancellationToken);
    }

    private Task<DeltaGetResponse?> PageAsync(SyncSource source, CancellationToken cancellationToken)
    {
        var prefer = $"IdType=\"ImmutableId\", odata.maxpagesize={options.Value.PageSize}";
        if (source.Cursor is { } link) return new DeltaRequestBuilder(graph.Checked(link), graph.Client.RequestAdapter).GetAsDeltaGetResponseAsync(r => r.Headers.Add("Prefer", prefer), cancellationToken);
        return graph.Client.Users[source.Account].MailFolders[source.Remote].Messages.Delta.GetAsDeltaGetResponseAsync(
            r =>
            {
                r.Headers.Add("Prefer", prefer);
                r.QueryParameters.Select = RemoteItems.MessageFields;
                r.QueryParameters.Expand = [RemoteItems.MessageMarks];
                r.QueryParameters.Orderby = ["receivedDateTime desc"];
            },
            cancellationToken);
    }
}
