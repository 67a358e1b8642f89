using CrmGraph.Domain.Events;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.EventLog;

/// <summary>Reads the event log.</summary>
public static class EventLogReading
{
    /// <summary>
    /// Where the log begins and ends now. Every transaction that was committed before the call is behind the end, and no transaction that
    /// is still open ever gets a position at or before it.
    /// </summary>
    public static Task<EventLogBounds> ReadBoundsAsync(this CrmDbContext db, CancellationToken cancellationToken) =>
        db.EventLogHeads.Where(h => h.Id == EventLogHead.OnlyId).Select(h => new EventLogBounds(h.Floor, h.Last)).SingleAsync(cancellationToken);

    /// <summary>The next events after a position, in order.</summary>
    /// <param name="db">The database.</param>
    /// <param name="after">The position; exclusive.</param>
    /// <param name="through">The last position that is wanted.</param>
    /// <param name="types">Which types are wanted; null for all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<List<LoggedEvent>> ReadEventsAsync(
        this CrmDbContext db, long after, long through, IReadOnlyCollection<EventType>? types, int most, CancellationToken cancellationToken)
    {
        var events = db.Events.AsNoTracking().Where(e => e.Position > after && e.Position <= through);
        if (types is not null) events = events.Where(e => types.Contains(e.Type));
        return events.OrderBy(e => e.Position).Take(most).ToListAsync(cancellationToken);
    }
}

/// <summary>Where the log begins and ends.</summary>
/// <param name="Floor">Everything after this position is kept: the oldest position that can be resumed from.</param>
/// <param name="Last">The newest position; 0 if nothing has happened yet.</param>
public sealed record EventLogBounds(long Floor, long Last);
