using System.Globalization;
using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>
/// Looks through the messages of the window again, without their texts, when somebody is known who was not: those of which only a hash is
/// kept, and which are about somebody or some conversation now, are fetched on purpose.
/// </summary>
internal sealed class LookupSync(
    IDbContextFactory<CrmDbContext> databases, GraphConnection graph, GraphBatch batch, GraphSources sources, ItemIntake intake, KeyedHashes hashes, IOptions<GraphOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    private static readonly string[] Fields = ["id", "from", "sender", "toRecipients", "ccRecipients", "bccRecipients", "internetMessageId", "conversationId", "isDraft", "parentFolderId", "receivedDateTime"];

    internal async Task<SyncResult> StepAsync(SyncSource source, MailboxRules rules, CancellationToken cancellationToken)
    {
        // who is woken while looking is behind again, and looks once more
        if (source.Cursor is null && (source.BehindSince is null || !await IsAnythingLeftOutAsync(source.Account, cancellationToken))) return new SyncResult.Done(Rest);
        var page = await PageAsync(source, cancellationToken) ?? throw new HttpRequestException("An answer without content.");
        var messages = (page.Value ?? []).Where(m => m.IsDraft != true && m.Id is not null && m.InternetMessageId is not null).ToList();
        var wanted = await WantedAsync(source.Account, messages, rules, cancellationToken);
        var found = await FetchAsync(source.Account, wanted, cancellationToken);
        var isEnd = page.OdataNextLink is null;
        var result = await sources.CommitAsync(source, isEnd ? null : graph.Checked(page.OdataNextLink!), isEnd, messages.Count, db => ApplyAsync(db, source.Account, rules, found, cancellationToken), cancellationToken);
        return result is SyncResult.Done ? new SyncResult.Done(Rest) : result;
    }

    private async Task<bool> IsAnythingLeftOutAsync(string mailbox, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.SkippedItems.AnyAsync(s => s.Mailbox == mailbox && s.Reason == SkipReason.NoMatch, cancellationToken);
    }

    private async Task<List<Message>> WantedAsync(string mailbox, List<Message> messages, MailboxRules rules, CancellationToken cancellationToken)
    {
        var keys = messages.Select(m => hashes.Of("message", m.InternetMessageId!)).ToList();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var left = await db.SkippedItems.Where(s => s.Mailbox == mailbox && s.Reason == SkipReason.NoMatch && keys.Contains(s.MessageKey)).Select(s => s.MessageKey).ToListAsync(cancellationToken);
        if (left.Count == 0) return [];
        var some = messages.Where((_, i) => left.Contains(keys[i])).ToList();
        var colleagues = await Colleagues.ReadAsync(db, cancellationToken);
        var outsiders = some.ConvertAll(m => rules.Outsiders(new RemoteItem { Id = m.Id!, Participants = RemoteItems.Participants(m) }, colleagues));
        var customers = await CustomerIndex.ReadAsync(db, [.. outsiders.SelectMany(o => o).Distinct()], cancellationToken);
        var threads = some.Select(m => m.ConversationId).OfType<string>().Distinct().ToDictionary(c => c, c => hashes.Of("thread", c), StringComparer.Ordinal);
        var linked = await (
            from i in db.ImportedItems
            where i.Mailbox == mailbox && i.ThreadKey != null && threads.Values.Contains(i.ThreadKey)
            join a in db.Activities on i.ActivityId equals a.Id
            where a.OpportunityId != null
            select i.ThreadKey).Distinct().ToListAsync(cancellationToken);
        return [.. some.Where((m, i) => customers.Match(outsiders[i]) is not null || (m.ConversationId is { } c && linked.Contains(threads[c])))];
    }

    private Task<IReadOnlyList<Message>> FetchAsync(string mailbox, List<Message> wanted, CancellationToken cancellationToken)
    {
        var query = $"?$select={string.Join(',', RemoteItems.MessageFields)}&$expand={Uri.EscapeDataString(RemoteItems.MessageMarks)}";
        var paths = wanted.ConvertAll(m => $"/users/{Uri.EscapeDataString(mailbox)}/messages/{Uri.EscapeDataString(m.Id!)}{query}");
        return batch.GetAsync<Message>(mailbox, paths, null, cancellationToken);
    }

    private async Task<IntakeFigures> ApplyAsync(CrmDbContext db, string mailbox, MailboxRules rules, IReadOnlyList<Message> found, CancellationToken cancellationToken)
    {
        var (stored, skipped, isMissing) = (0, 0, false);
        foreach (var folder in found.GroupBy(m => m.ParentFolderId, StringComparer.Ordinal))
        {
            var source = await db.SyncSources.AsNoTracking().SingleOrDefaultAsync(s => s.Connector == GraphSources.Connector && s.Account == mailbox && s.Kind == GraphSources.Mail && s.Remote == folder.Key, cancellationToken);
            if (source is null) continue;
            // they have just said themselves where they are
            var items = folder.Select(RemoteItems.Of).OfType<RemoteItem>().ToList();
            var figures = await intake.ApplyAsync(db, source, rules, items, items.Select(i => i.Id).ToHashSet(StringComparer.Ordinal), cancellationToken);
            (stored, skipped, isMissing) = (stored + figures.Stored, skipped + figures.Skipped, isMissing || figures.IsMissing);
        }
        return new IntakeFigures(stored, skipped, isMissing && stored > 0);
    }

    private async Task<MessageCollectionResponse?> PageAsync(SyncSource source, CancellationToken cancellationToken)
    {
        const string Prefer = "IdType=\"ImmutableId\", odata.maxpagesize=500";
        if (source.Cursor is { } link) return await graph.Client.Users[source.Account].Messages.WithUrl(graph.Checked(link)).GetAsync(r => r.Headers.Add("Prefer", Prefer), cancellationToken);
        var since = time.GetUtcNow().AddDays(-options.Value.BackfillDays).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return await graph.Client.Users[source.Account].Messages.GetAsync(
            r =>
            {
                r.Headers.Add("Prefer", Prefer);
                r.QueryParameters.Select = Fields;
                r.QueryParameters.Filter = $"receivedDateTime ge {since}";
                r.QueryParameters.Top = 500;
            },
            cancellationToken);
    }
}
