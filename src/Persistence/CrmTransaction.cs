using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmGraph.Persistence;

/// <summary>
/// Everything between <see cref="CrmDbContext.BeginAsync"/> and <see cref="CommitAsync"/>, or nothing of it. Inside another one it is a
/// savepoint of that one: what it did counts once the outermost is committed. Disposed of without a commit, it is taken back,
/// with what the context tracks and the events of its saves.
/// </summary>
public sealed class CrmTransaction : IAsyncDisposable
{
    private readonly CrmDbContext _db;
    private readonly IDbContextTransaction _transaction;
    private readonly string? _savepoint;
    private readonly EventLogInterceptor? _events;
    private readonly int _eventsBefore;
    private bool _hasEnded;

    private CrmTransaction(CrmDbContext db, IDbContextTransaction transaction, string? savepoint)
    {
        (_db, _transaction, _savepoint) = (db, transaction, savepoint);
        if (savepoint is null) return;
        _events = EventLogInterceptor.Of(db);
        _eventsBefore = _events?.CountKept(db) ?? 0;
    }

    internal static async Task<CrmTransaction> BeginAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is not { } outer) return new CrmTransaction(db, await db.Database.BeginTransactionAsync(cancellationToken), null);
        // some databases count 32 characters
        var savepoint = $"p{Guid.CreateVersion7():N}"[..32];
        await outer.CreateSavepointAsync(savepoint, cancellationToken);
        return new CrmTransaction(db, outer, savepoint);
    }

    /// <summary>Makes it last; inside another transaction, as long as that one lasts.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        if (_savepoint is null) await _transaction.CommitAsync(cancellationToken);
        else await _transaction.ReleaseSavepointAsync(_savepoint, cancellationToken);
        _hasEnded = true;
    }

    /// <summary>Takes it back.</summary>
    public async Task RollbackAsync(CancellationToken cancellationToken)
    {
        if (_hasEnded) return;
        _hasEnded = true;
        if (_savepoint is null)
        {
            await _transaction.RollbackAsync(cancellationToken);
            return;
        }
        _db.ChangeTracker.Clear();
        _events?.ForgetAfter(_db, _eventsBefore);
        await _transaction.RollbackToSavepointAsync(_savepoint, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_savepoint is null) await _transaction.DisposeAsync();
        else await RollbackAsync(CancellationToken.None);
    }
}
