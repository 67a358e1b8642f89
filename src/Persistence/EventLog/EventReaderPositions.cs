using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.EventLog;

/// <summary>Keeps how far those are who read all of the log in the background.</summary>
public static class EventReaderPositions
{
    /// <summary>Everything up to here has been dealt with; null if nobody reads under this name yet.</summary>
    public static Task<long?> ReaderPositionAsync(this CrmDbContext db, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.EventReaders.Where(r => r.Name == name).Select(r => (long?)r.Position).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Begins to read at a position, unless somebody has begun under this name.</summary>
    /// <returns>The position of the reader.</returns>
    public static async Task<long> StartReaderAsync(this CrmDbContext db, string name, long position, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var added = db.EventReaders.Add(new EventReader { Name = name, Position = position, At = now });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return position;
        }
        catch (DbUpdateException)
        {
            // another node was faster
            added.State = EntityState.Detached;
            return await db.ReaderPositionAsync(name, cancellationToken) ?? throw new InvalidOperationException($"The reader '{name}' can neither be added nor found.");
        }
        finally
        {
            added.State = EntityState.Detached;
        }
    }

    /// <summary>Moves a reader on, if it is where the caller left it.</summary>
    /// <returns>Whether it was; if not, another node reads under this name.</returns>
    public static async Task<bool> MoveReaderAsync(this CrmDbContext db, string name, long from, long to, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.EventReaders
            .Where(r => r.Name == name && r.Position == from)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.Position, to).SetProperty(x => x.At, now), cancellationToken) > 0;
    }
}
