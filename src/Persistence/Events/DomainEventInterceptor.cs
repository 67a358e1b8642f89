using System.Data.Common;
using System.Runtime.CompilerServices;
using CrmGraph.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmGraph.Persistence.Events;

/// <summary>
/// Hands the events of saved aggregates to the <see cref="DomainEventFeed"/> once their transaction has been committed.
/// What is rolled back, or given up by disposing of it, is never published.
/// </summary>
internal sealed class DomainEventInterceptor(DomainEventFeed feed) : DbTransactionInterceptor, ISaveChangesInterceptor
{
    // Keyed weakly by context: one that is dropped amid a transaction takes its unpublished events with it.
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
        if (eventData.Context is not { } context || !_pending.TryGetValue(context, out var pending)) return result;
        pending.Keep();
        if (context.Database.CurrentTransaction is null) Publish(context);
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

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Publish(eventData.Context);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Publish(eventData.Context);
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Drop(eventData.Context);

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Drop(eventData.Context);
        return Task.CompletedTask;
    }

    /// <summary>Takes events of what was written round the change tracker in the current transaction; they leave with it.</summary>
    internal void Keep(DbContext context, IEnumerable<IDomainEvent> events) => _pending.GetOrCreateValue(context).Saved.AddRange(events);

    private void Collect(DbContext? context)
    {
        if (context is null) return;
        var pending = _pending.GetOrCreateValue(context);
        // left over by a save that has failed
        pending.Saving.Clear();
        foreach (var entry in context.ChangeTracker.Entries<Aggregate>())
            pending.Saving.AddRange(entry.Entity.DequeueEvents());
    }

    private void Publish(DbContext? context)
    {
        if (context is null || !_pending.TryGetValue(context, out var pending)) return;
        pending.Keep();
        if (pending.Saved.Count == 0) return;
        IDomainEvent[] events = [.. pending.Saved];
        pending.Clear();
        feed.Publish(events);
    }

    private void Forget(DbContext? context)
    {
        if (context is not null && _pending.TryGetValue(context, out var pending)) pending.Saved.Clear();
    }

    private void Drop(DbContext? context)
    {
        if (context is not null && _pending.TryGetValue(context, out var pending)) pending.Clear();
    }

    private sealed class Pending
    {
        /// <summary>Of the save that is going on.</summary>
        internal List<IDomainEvent> Saving { get; } = [];

        /// <summary>Of saves whose transaction is still open.</summary>
        internal List<IDomainEvent> Saved { get; } = [];

        internal void Keep()
        {
            Saved.AddRange(Saving);
            Saving.Clear();
        }

        internal void Clear()
        {
            Saving.Clear();
            Saved.Clear();
        }
    }
}
