using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

public sealed partial class CrmDbContext
{
    /// <summary>Whose changes these are, for the event log; null for those of the system.</summary>
    public ChangeOrigin? Origin { get; set; }

    /// <summary>The event log; read it through <see cref="EventLogReading"/>.</summary>
    public DbSet<LoggedEvent> Events => Set<LoggedEvent>();

    /// <summary>How far background readers of the log are.</summary>
    public DbSet<EventReader> EventReaders => Set<EventReader>();

    /// <inheritdoc/>
    public override void Dispose()
    {
        // contexts are pooled: the next user has another origin
        Origin = null;
        base.Dispose();
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        Origin = null;
        return base.DisposeAsync();
    }

    internal DbSet<EventLogHead> EventLogHeads => Set<EventLogHead>();

    internal DbSet<CursorKey> CursorKeys => Set<CursorKey>();
}
