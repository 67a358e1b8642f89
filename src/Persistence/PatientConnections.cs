using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmGraph.Persistence;

/// <summary>
/// Opens connections to a server with some patience: while the server restarts or the network fails for a moment, opening is tried again.
/// Nothing has happened on a connection that is not open yet, so that this is always harmless, inside transactions that were begun by hand
/// too; EF Core's retrying strategies would refuse those. A statement or commit that loses its connection is not repeated: whether it
/// took effect only the caller can find out.
/// </summary>
internal sealed class PatientConnections(DatabaseDialect dialect, TimeProvider time) : DbConnectionInterceptor
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(1500)];

    public override async ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (result.IsSuppressed) return result;
        foreach (var pause in Pauses)
        {
            try
            {
                await connection.OpenAsync(cancellationToken);
                return InterceptionResult.Suppress();
            }
            catch (DbException failure) when (dialect.IsUnreachable(failure))
            {
                await Task.Delay(pause, time, cancellationToken);
            }
        }

        // the last time as ever
        return result;
    }
}
