using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>
/// Takes a page of items in: what is left out leaves a hash and a reason, the rest becomes activities. Items come in any order and more
/// than once; what they end in depends on what they are.
/// </summary>
internal sealed class ItemIntake(KeyedHashes hashes, TimeProvider time)
{
    /// <summary>Applies items to the database; the caller has begun a transaction and commits.</summary>
    /// <param name="db">The database.</param>
    /// <param name="source">Where the items came from.</param>
    /// <param name="rules">The rules of the mailbox.</param>
    /// <param name="items">The items.</param>
    /// <param name="settled">Those, by their ids, that are in the source for certain, though they are known to be in another.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MovedMeanwhileException">An item is known to be in another source, and is not among the certain ones.</exception>
    internal async Task<IntakeFigures> ApplyAsync(
        CrmDbContext db, SyncSource source, MailboxRules rules, IReadOnlyList<RemoteItem> items, IReadOnlySet<string> settled, CancellationToken cancellationToken)
    {
        var colleagues = await Colleagues.ReadAsync(db, cancellationToken);
        if (!colleagues.Users.TryGetValue(rules.Address, out var user) || !user.IsActive) throw new UnknownMailboxException();
        // what comes twice in a page came in the order of its changes
        var latest = items.GroupBy(i => i.Id, StringComparer.Ordinal).Select(g => g.Last()).ToList();
        var page = new ItemPage(db, source, rules, colleagues, user, time.GetUtcNow(), hashes, latest, settled);
        return await page.ApplyAsync(cancellationToken);
    }

    /// <summary>Takes what was not seen in a reading from the beginning out of a source; what lies outside of the window was not looked for.</summary>
    internal async Task SweepAsync(CrmDbContext db, SyncSource source, CancellationToken cancellationToken)
    {
        var unseen = await db.ImportedItems
            .Where(i => i.SourceId == source.Id && i.Generation < source.Generation && (source.WindowStart == null || i.At >= source.WindowStart) && (source.WindowEnd == null || i.At < source.WindowEnd))
            .ToListAsync(cancellationToken);
        await DropAsync(db, unseen, cancellationToken);
    }

    /// <summary>Takes all items out of a source that is gone.</summary>
    internal async Task EmptyAsync(CrmDbContext db, Guid sourceId, CancellationToken cancellationToken) =>
        await DropAsync(db, await db.ImportedItems.Where(i => i.SourceId == sourceId).ToListAsync(cancellationToken), cancellationToken);

    private async Task DropAsync(CrmDbContext db, List<ImportedItem> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0) return;
        foreach (var item in items) item.SourceId = null;
        await db.SaveChangesAsync(cancellationToken);
        var now = time.GetUtcNow();
        foreach (var some in items.Select(i => i.ActivityId).Distinct().Chunk(500))
        {
            var alive = await db.ImportedItems.Where(i => some.Contains(i.ActivityId) && i.SourceId != null).Select(i => i.ActivityId).ToListAsync(cancellationToken);
            var lost = some.Except(alive).ToList();
            foreach (var activity in await db.Activities.Where(a => lost.Contains(a.Id)).ToListAsync(cancellationToken)) activity.Withdraw(now);
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}

/// <summary>What became of a page.</summary>
/// <param name="Stored">How many items were taken over.</param>
/// <param name="Skipped">How many were left out.</param>
/// <param name="IsMissing">Whether something that was left out belongs to a conversation that is about a deal now.</param>
internal sealed record IntakeFigures(int Stored, int Skipped, bool IsMissing);

/// <summary>The address of a mailbox is none of an active user.</summary>
internal sealed class UnknownMailboxException() : Exception("No active user of the CRM has the address of this mailbox.");

/// <summary>An item is known to be in another source than the one that it came from.</summary>
internal sealed class MovedMeanwhileException() : Exception("An item has been moved while its page was under way.");
