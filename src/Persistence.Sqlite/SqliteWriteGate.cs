using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmGraph.Persistence.Sqlite;

/// <summary>
/// Lets one transaction of this process in at a time. SQLite has one writer and makes others poll, asleep on their thread;
/// here they wait in line without a thread, and the order of commits is the order in which events are published.
/// Other processes are still kept apart by SQLite itself. A transaction that is disposed of gives way when its
/// connection closes.
/// </summary>
internal sealed class SqliteWriteGate(TimeSpan timeout) : IDbTransactionInterceptor, IDbConnectionInterceptor, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentDictionary<DbConnection, bool> _inside = new(ReferenceEqualityComparer.Instance);

    public InterceptionResult<DbTransaction> TransactionStarting(DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        if (!_inside.ContainsKey(connection)) Enter(connection, _gate.Wait(timeout));
        return result;
    }

    public async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        if (!_inside.ContainsKey(connection)) Enter(connection, await _gate.WaitAsync(timeout, cancellationToken));
        return result;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Leave(eventData);

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Leave(eventData);

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    public void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) => Leave(connection);

    public Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
    {
        Leave(connection);
        return Task.CompletedTask;
    }

    public void Dispose() => _gate.Dispose();

    private void Enter(DbConnection connection, bool admitted)
    {
        if (!admitted) throw new DatabaseBusyException(timeout);
        _inside[connection] = true;
    }

    // an ended transaction does not know its connection any more, but the context does
    private void Leave(TransactionEndEventData ended)
    {
        if (ended.Context is { } context) Leave(context.Database.GetDbConnection());
    }

    private void Leave(DbConnection connection)
    {
        if (_inside.TryRemove(connection, out _)) _gate.Release();
    }
}
