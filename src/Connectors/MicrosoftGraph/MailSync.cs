using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.MailFolders.Item.Messages.Delta;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>
/// Reads a folder by delta query, a page a step. The query is not filtered by date, for Graph would then end it after 5,000 messages; what
/// is too old is left out here.
/// </summary>
internal sealed class MailSync(
    IDbContextFactory<CrmDbContext> databases, GraphConnection graph, GraphBatch batch, GraphSources sources, ItemIntake intake, KeyedHashes hashes, IOptions<GraphOptions> options, TimeProvider time)
{
    internal async Task<SyncResult> StepAsync(SyncSource source, MailboxRules rules, CancellationToken cancellationToken)
    {
        if (source.Cursor is null) source.WindowStart = time.GetUtcNow().AddDays(-options.Value.BackfillDays);
        var page = await PageAsync(source, cancellationToken) ?? throw new HttpRequestException("An answer without content.");
        var items = (page.Value ?? []).Select(RemoteItems.Of).OfType<RemoteItem>().ToList();
        var isEnd = page.OdataNextLink is null;
        var cursor = graph.Checked(page.OdataNextLink ?? page.OdataDeltaLink ?? throw new HttpRequestException("A page without a link."));
        var (settled, strays) = await SettleAsync(source, items, cancellationToken);
        items.RemoveAll(i => strays.Contains(i.Id));
        try
        {
            return await sources.CommitAsync(source, cursor, isEnd, page.Value?.Count ?? 0, async db =>
            {
                var figures = await intake.ApplyAsync(db, source, rules, items, settled, cancellationToken);
                if (isEnd && !source.IsComplete) await intake.SweepAsync(db, source, cancellationToken);
                return figures;
            }, cancellationToken);
        }
        catch (MovedMeanwhileException)
        {
            // the same page once more
            return new SyncResult.More();
        }
    }

    // A page may be older than what another folder has said since: it was under way, or came once more. Where a message is, it says itself.
    private async Task<(HashSet<string> Settled, HashSet<string> Strays)> SettleAsync(SyncSource source, List<RemoteItem> items, CancellationToken cancellationToken)
    {
        var ids = items.Where(i => !i.IsGone).Select(i => i.Id).Distinct().ToDictionary(i => hashes.Of("item", i), StringComparer.Ordinal);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var elsewhere = await db.ImportedItems
            .Where(i => i.Mailbox == source.Account && ids.Keys.Contains(i.ItemKey) && i.SourceId != null && i.SourceId != source.Id)
            .Select(i => i.ItemKey)
            .ToListAsync(cancellationToken);
        if (elsewhere.Count == 0) return ([], []);
        var doubtful = elsewhere.Select(key => ids[key]).ToHashSet(StringComparer.Ordinal);
        var paths = doubtful.Select(id => $"/users/{Uri.EscapeDataString(source.Account)}/messages/{Uri.EscapeDataString(id)}?$select=id,parentFolderId").ToList();
        var there = await batch.GetAsync<Message>(source.Account, paths, null, cancellationToken);
        var settled = there.Where(m => m.ParentFolderId == source.Remote).Select(m => m.Id!).ToHashSet(StringComparer.Ordinal);
        return (settled, [.. doubtful.Except(settled)]);
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
