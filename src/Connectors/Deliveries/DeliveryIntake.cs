using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Deliveries;
using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Deliveries;

/// <summary>
/// Takes events of the log into the inboxes of connectors. The rows of the inbox and the position in the log are written in one
/// transaction, and the position moves only from where it was read: however often and on however many nodes this runs, each event is
/// taken in once, and none is passed over.
/// </summary>
internal sealed class DeliveryIntake(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
{
    /// <summary>With so many events waiting a connector takes in no more for now; they wait in the log.</summary>
    internal const int MostWaiting = 10_000;

    private const int Batch = 500;

    /// <summary>Has a connector begin where the log ends now, if it has never been seen before.</summary>
    internal async Task StartAsync(IPushConnector connector, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var reader = ConnectorDirectory.ReaderOf(connector.Key);
        if (await db.ReaderPositionAsync(reader, cancellationToken) is not null) return;
        var bounds = await db.ReadBoundsAsync(cancellationToken);
        await db.StartReaderAsync(reader, bounds.Last, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Takes in what is new to a connector, up to some hundred events.</summary>
    /// <returns>Whether there may be more.</returns>
    internal async Task<bool> TakeInAsync(IPushConnector connector, CancellationToken cancellationToken)
    {
        var reader = ConnectorDirectory.ReaderOf(connector.Key);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (await db.ReaderPositionAsync(reader, cancellationToken) is not { } position) return false;
        var bounds = await db.ReadBoundsAsync(cancellationToken);
        if (position >= bounds.Last || await IsFullAsync(db, connector.Key, cancellationToken)) return false;

        await using var transaction = await db.BeginAsync(cancellationToken);
        // what the log has forgotten cannot be sent any more
        var events = await db.ReadEventsAsync(Math.Max(position, bounds.Floor), bounds.Last, null, Batch, cancellationToken);
        var last = events.Count > 0 ? events[^1].Position : bounds.Last;
        if (!await db.MoveReaderAsync(reader, position, last, time.GetUtcNow(), cancellationToken)) return true;
        await AddAsync(db, connector, events, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return last < bounds.Last;
    }

    /// <summary>Takes in what is new to a connector up to a position, unless it has enough or may not get anything.</summary>
    internal async Task TakeUpToAsync(IPushConnector connector, long through, CancellationToken cancellationToken)
    {
        while (await IsBehindAsync(connector.Key, through, cancellationToken) && await TakeInAsync(connector, cancellationToken))
        {
        }
    }

    private async Task<bool> IsBehindAsync(string key, long through, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ReaderPositionAsync(ConnectorDirectory.ReaderOf(key), cancellationToken) < through
            && !await db.ConnectorStates.AnyAsync(s => s.Key == key && s.DisabledAt != null, cancellationToken);
    }

    private async Task AddAsync(CrmDbContext db, IPushConnector connector, List<LoggedEvent> events, CancellationToken cancellationToken)
    {
        var wanted = events.FindAll(e => connector.Takes(EventDocument.NameOf(e.Type)));
        var ids = wanted.ConvertAll(e => e.Id);
        var known = await db.Deliveries.Where(d => d.Connector == connector.Key && ids.Contains(d.EventId)).Select(d => d.EventId).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        db.Deliveries.AddRange(wanted.Where(e => !known.Contains(e.Id)).Select(e => new Delivery
        {
            Id = Guid.CreateVersion7(now),
            Connector = connector.Key,
            EventId = e.Id,
            Position = e.Position,
            Type = e.Type,
            SubjectId = e.SubjectId,
            CreatedAt = now,
            NextAttemptAt = now,
        }));
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<bool> IsFullAsync(CrmDbContext db, string key, CancellationToken cancellationToken) =>
        await db.Deliveries.Where(d => d.Connector == key && d.Status == DeliveryStatus.Pending).Take(MostWaiting).CountAsync(cancellationToken) >= MostWaiting;
}
