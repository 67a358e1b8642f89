using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>What a page brings and the mailbox does not give away: of each item a keyed hash and the reason, and nothing else.</summary>
internal sealed class LeftOut(SyncSource source, string mailbox, DateTimeOffset now)
{
    private readonly List<SkippedItem> _items = [];

    /// <summary>Leaves an item out.</summary>
    internal void Add(string messageKey, string? threadKey, SkipReason reason) => _items.Add(new SkippedItem
    {
        Id = Guid.CreateVersion7(now),
        Mailbox = mailbox,
        SourceId = source.Id,
        MessageKey = messageKey,
        ThreadKey = reason == SkipReason.NoMatch ? threadKey : null,
        Reason = reason,
    });

    /// <summary>Notes them, and forgets those that have been stored after all. The caller saves.</summary>
    internal async Task NoteAsync(CrmDbContext db, IReadOnlyCollection<string> stored, CancellationToken cancellationToken)
    {
        await db.SkippedItems.Where(s => s.Mailbox == mailbox && stored.Contains(s.MessageKey)).ExecuteDeleteAsync(cancellationToken);
        var left = _items.DistinctBy(l => l.MessageKey).Where(l => !stored.Contains(l.MessageKey)).ToDictionary(l => l.MessageKey, StringComparer.Ordinal);
        var there = await db.SkippedItems.Where(s => s.Mailbox == mailbox && left.Keys.Contains(s.MessageKey)).ToListAsync(cancellationToken);
        foreach (var old in there)
        {
            old.Reason = left[old.MessageKey].Reason;
            left.Remove(old.MessageKey);
        }
        db.SkippedItems.AddRange(left.Values);
    }
}
