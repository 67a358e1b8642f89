using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.MailFolders.Delta;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>Finds the folders of a mailbox, each of which is read by itself; drafts, junk and what was thrown away are not.</summary>
internal sealed class FolderSync(GraphConnection graph, GraphBatch batch, GraphSources sources, ItemIntake intake, TimeProvider time)
{
    private const int LongestName = 300;

    private static readonly string[] Unread = ["drafts", "junkemail", "deleteditems", "outbox", "syncissues", "conversationhistory"];

    internal async Task<SyncResult> StepAsync(SyncSource source, CancellationToken cancellationToken)
    {
        var page = await PageAsync(source, cancellationToken) ?? throw new HttpRequestException("An answer without content.");
        var folders = page.Value ?? [];
        var isEnd = page.OdataNextLink is null;
        var cursor = graph.Checked(page.OdataNextLink ?? page.OdataDeltaLink ?? throw new HttpRequestException("A page without a link."));
        var unread = folders.Count == 0 ? [] : await UnreadAsync(source.Account, cancellationToken);
        return await sources.CommitAsync(source, cursor, isEnd, folders.Count, db => ApplyAsync(db, source, folders, unread, cancellationToken), cancellationToken);
    }

    /// <summary>Takes a folder away that Graph does not find; if it is there after all, the folders are read again and it begins anew.</summary>
    internal async Task<SyncResult> ForgetAsync(SyncSource folder, CancellationToken cancellationToken)
    {
        await sources.CommitAsync(folder, null, true, 0, async db =>
        {
            await intake.EmptyAsync(db, folder.Id, cancellationToken);
            await db.SyncSources.Where(s => s.Id == folder.Id).ExecuteDeleteAsync(cancellationToken);
            var parents = await db.SyncSources.Where(s => s.Connector == folder.Connector && s.Account == folder.Account && s.Kind == GraphSources.Folders).Select(s => s.Id).ToListAsync(cancellationToken);
            foreach (var id in parents) await GraphSources.StartOverAsync(db, id, time.GetUtcNow(), cancellationToken);
            return new IntakeFigures(0, 0, false);
        }, cancellationToken);
        return new SyncResult.Done();
    }

    private async Task<IntakeFigures> ApplyAsync(CrmDbContext db, SyncSource source, List<MailFolder> folders, HashSet<string> unread, CancellationToken cancellationToken)
    {
        var known = await db.SyncSources.Where(s => s.Connector == source.Connector && s.Account == source.Account && s.Kind == GraphSources.Mail).ToDictionaryAsync(s => s.Remote!, StringComparer.Ordinal, cancellationToken);
        var (stored, skipped) = (0, 0);
        foreach (var folder in folders.GroupBy(f => f.Id!, StringComparer.Ordinal).Select(g => g.Last()))
        {
            var isThere = known.TryGetValue(folder.Id!, out var there);
            if (folder.AdditionalData.ContainsKey("@removed") || folder.IsHidden == true || unread.Contains(folder.Id!))
            {
                skipped++;
                if (isThere) await RemoveAsync(db, there!, cancellationToken);
                continue;
            }
            stored++;
            var name = folder.DisplayName is { Length: > LongestName } longer ? longer[..LongestName] : folder.DisplayName ?? "";
            if (!isThere) known[folder.Id!] = there = db.SyncSources.Add(sources.New(source.Account, GraphSources.Mail, folder.Id, name, time.GetUtcNow())).Entity;
            there!.Name = name;
        }
        await db.SaveChangesAsync(cancellationToken);
        return new IntakeFigures(stored, skipped, false);
    }

    private async Task RemoveAsync(CrmDbContext db, SyncSource folder, CancellationToken cancellationToken)
    {
        await intake.EmptyAsync(db, folder.Id, cancellationToken);
        db.SyncSources.Remove(folder);
    }

    // which folders these are nobody can tell by their names, which are in the mailbox's language
    private async Task<HashSet<string>> UnreadAsync(string mailbox, CancellationToken cancellationToken)
    {
        var paths = Unread.Select(name => $"/users/{Uri.EscapeDataString(mailbox)}/mailFolders/{name}?$select=id").ToList();
        return [.. (await batch.GetAsync<MailFolder>(mailbox, paths, null, cancellationToken)).Select(f => f.Id!)];
    }

    private Task<DeltaGetResponse?> PageAsync(SyncSource source, CancellationToken cancellationToken)
    {
        const string Prefer = "IdType=\"ImmutableId\", odata.maxpagesize=200";
        if (source.Cursor is { } link) return new DeltaRequestBuilder(graph.Checked(link), graph.Client.RequestAdapter).GetAsDeltaGetResponseAsync(r => r.Headers.Add("Prefer", Prefer), cancellationToken);
        return graph.Client.Users[source.Account].MailFolders.Delta.GetAsDeltaGetResponseAsync(r => r.Headers.Add("Prefer", Prefer), cancellationToken);
    }
}
