using System.Data.Common;
using System.Runtime.CompilerServices;
using CrmGraph.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CrmGraph.Persistence.EventLog;

/// <summary>
/// Collects the events of saved aggregates and writes them into the log right before their transaction is committed. What is rolled
/// back, or given up by disposing of it, is never in the log.
/// </summary>
internal sealed class EventLogInterceptor(EventLogWriter writer, EventLogSignal signal) : DbTransactionInterceptor, ISaveChangesInterceptor
{
    // Keyed weakly by context: one that is dropped amid a transaction takes its unwritten events with it.
    private readonly ConditionalWeakTable<DbContext, Pending> _pending = [];

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Collect(eventData.Context);
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Collect(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        if (eventData.Context is { } context && _pending.TryGetValue(context, out var pending)) pending.Keep();
        return result;
    }

    public ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavedChanges(eventData, result));

    public void SaveChangesFailed(DbContextErrorEventData eventData)
    {
        // earlier saves of the same transaction may still be committed
        if (eventData.Context is { } context && _pending.TryGetValue(context, out var pending)) pending.Saving.Clear();
    }

    public Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        SaveChangesFailed(eventData);
        return Task.CompletedTask;
    }

    // Left over by a transaction that was disposed of without a word: it must not leave with this one.
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        Forget(eventData.Context);
        return result;
    }

    public override ValueTask<DbTransaction> TransactionStartedAsync(DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result) =>
        Waiting(eventData.Context) is null
            ? result
            : throw new NotSupportedException("Commit with CommitAsync: the events of the transaction are written before it, which nobody should wait for with a thread.");

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is CrmDbContext db && Waiting(db) is { } pending)
        {
            pending.Keep();
            await writer.WriteAsync(db, pending.Saved, cancellationToken);
            pending.IsWritten = true;
        }
        return result;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Announce(eventData.Context);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Announce(eventData.Context);
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Drop(eventData.Context);

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Drop(eventData.Context);
        return Task.CompletedTask;
    }

    /// <summary>Takes events of what was written round the change tracker in the current transaction; they are logged with it.</summary>
    internal void Keep(CrmDbContext db, IEnumerable<IDomainEvent> events) =>
        _pending.GetOrCreateValue(db).Saved.AddRange(events.Select(e => new PendingEvent(e, [], db.Origin)));

    /// <summary>The one that a context has; null for contexts outside of a host.</summary>
    internal static EventLogInterceptor? Of(DbContext context) => context.GetService<IDbContextOptions>()
        .FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<EventLogInterceptor>().FirstOrDefault();

    /// <summary>How many events the current transaction has kept so far.</summary>
    internal int CountKept(DbContext context) => _pending.TryGetValue(context, out var pending) ? pending.Saved.Count : 0;

    /// <summary>Forgets the events behind the first ones: what they tell of has been taken back.</summary>
    internal void ForgetAfter(DbContext context, int count)
    {
        if (!_pending.TryGetValue(context, out var pending)) return;
        pending.Saving.Clear();
        if (pending.Saved.Count > count) pending.Saved.RemoveRange(count, pending.Saved.Count - count);
    }

    private void Collect(DbContext? context)
    {
        if (context is not CrmDbContext db) return;
        var pending = _pending.GetOrCreateValue(db);
        // left over by a save that has failed
        pending.Saving.Clear();
        foreach (var entry in db.ChangeTracker.Entries<Aggregate>())
        {
            if (entry.Entity.DomainEvents.Count == 0) continue;
            var changes = ChangedFields.Of(entry);
            foreach (var happened in entry.Entity.DequeueEvents()) pending.Saving.Add(new PendingEvent(happened, changes, db.Origin));
        }
    }

    private Pending? Waiting(DbContext? context) =>
        context is not null && _pending.TryGetValue(context, out var pending) && pending.Saved.Count + pending.Saving.Count > 0 ? pending : null;

    private void Announce(DbContext? context)
    {
        if (context is null || !_pending.TryGetValue(context, out var pending)) return;
        if (pending.IsWritten) signal.Wake();
        pending.Clear();
    }

    private void Forget(DbContext? context)
    {
        if (context is not null && _pending.TryGetValue(context, out var pending)) pending.Forget();
    }

    private void Drop(DbContext? context)
    {
        if (context is not null && _pending.TryGetValue(context, out var pending)) pending.Clear();
    }

    private sealed class Pending
    {
        /// <summary>Of the save that is going on.</summary>
        internal List<PendingEvent> Saving { get; } = [];

        /// <summary>Of saves whose transaction is still open.</summary>
        internal List<PendingEvent> Saved { get; } = [];

        /// <summary>Whether the open transaction has written them.</summary>
        internal bool IsWritten { get; set; }

        internal void Keep()
        {
            Saved.AddRange(Saving);
            Saving.Clear();
        }

        internal void Forget()
        {
            Saved.Clear();
            IsWritten = false;
        }

        internal void Clear()
        {
            Saving.Clear();
            Forget();
        }
    }
}
