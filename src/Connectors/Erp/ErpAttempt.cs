using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Alerts;
using CrmGraph.Persistence.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Erp;

/// <summary>
/// Brings one deal into an ERP, step by step, and writes each step into the ledger before the next one. The order is looked up by its key
/// before it is created, in every attempt; what changes something in the ERP is written down before it leaves.
/// </summary>
internal sealed partial class ErpAttempt(IDbContextFactory<CrmDbContext> databases, TimeProvider time, ILogger<ErpAttempt> log)
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>Runs one attempt. One that is broken off stays under way in the ledger, until its time is over.</summary>
    internal async Task RunAsync(ErpSystem system, ErpSyncId id, CancellationToken cancellationToken)
    {
        var patience = system.Connector.RequestTimeout + Margin;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var sync = await db.ErpSyncs.SingleAsync(s => s.Id == id, cancellationToken);
        var isLookingAgain = sync.Status == ErpSyncStatus.Synced;
        try
        {
            if (isLookingAgain)
            {
                await LookAgainAsync(system, sync, cancellationToken);
            }
            else
            {
                sync.Begin(time.GetUtcNow(), time.GetUtcNow() + patience);
                await db.SaveChangesAsync(cancellationToken);
                await SendAsync(new Steps(this, system, db, sync, patience), cancellationToken);
            }
        }
        catch (ErpException failure) when (isLookingAgain && failure.Kind != ErpFailure.Refused)
        {
            // the order is there all the same
            sync.LookAgain(time.GetUtcNow() + (failure.RetryAfter ?? patience));
        }
        catch (ErpException failure)
        {
            Fail(system, sync, failure);
            if (failure.Kind == ErpFailure.Throttled) await PauseAsync(db, system.Key, sync.NextAttemptAt, cancellationToken);
        }
        catch (VersionConflictException)
        {
            // another node has taken the deal over; it knows better
            LogTakenOver(system.Key, sync.Key);
            return;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogBroken(failure, system.Key, sync.Key);
            Fail(system, sync, new ErpException(ErpFailure.Unknown, $"The connector failed ({failure.GetType().Name}); the server's log says more."));
        }
        if (sync.Status == ErpSyncStatus.Dead) await db.AlertToDeadAsync(sync, time.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task SendAsync(Steps steps, CancellationToken cancellationToken)
    {
        var (connector, sync) = (steps.System.Connector, steps.Sync);
        var plan = await PlanAsync(steps, cancellationToken);
        var found = await LookUpAsync(steps, cancellationToken);
        var document = Choose(found ?? []);
        if (document is null)
        {
            await steps.BeginAsync(ErpStep.Resolve, plan.Hash, cancellationToken);
            plan = await connector.ResolveAsync(plan, cancellationToken);
            steps.Done("Customer, products and currency are known.", plan.Hash);
            await steps.BeginAsync(ErpStep.Create, plan.Hash, cancellationToken);
            document = await connector.CreateAsync(plan, cancellationToken);
            steps.Done($"Created {document.Number ?? document.Id}.", plan.Hash);
        }

        sync.Identify(document.Id, document.Number, document.Url);
        if (!document.IsConfirmed)
        {
            await steps.BeginAsync(ErpStep.Confirm, null, cancellationToken);
            await connector.ConfirmAsync(document, cancellationToken);
            steps.Done($"Confirmed {document.Number ?? document.Id}.");
        }

        await steps.BeginAsync(ErpStep.Verify, null, cancellationToken);
        var total = await VerifyAsync(steps.System, sync, document, plan.Order, cancellationToken);
        steps.Done(found is null ? "The receiver has accepted the order; it cannot be asked." : $"The order is there once, confirmed{(total is null ? "" : ", with the total of the deal")}.");
        sync.Succeed(total, sync.IsDoubtful ? time.GetUtcNow() + (2 * steps.System.Connector.RequestTimeout) : null, time.GetUtcNow());
    }

    private static async Task<ErpPlan> PlanAsync(Steps steps, CancellationToken cancellationToken)
    {
        var read = await ErpOrders.ReadAsync(steps.Db, steps.Sync.OpportunityId, cancellationToken) ?? throw new InvalidOperationException("The ledger holds a deal that is not there.");
        var plan = steps.System.Connector.Plan(read.Order);
        var problems = read.Problems.Concat(plan.Problems).ToList();
        if (problems.Count > 0) throw new ErpException(ErpFailure.Refused, string.Join(' ', problems.Select(p => p.Message)));
        steps.Done("The deal can be sent.", plan.Hash);
        return plan;
    }

    private static async Task<IReadOnlyList<ErpDocument>?> LookUpAsync(Steps steps, CancellationToken cancellationToken)
    {
        await steps.BeginAsync(ErpStep.LookUp, null, cancellationToken);
        var found = await steps.System.Connector.LookUpAsync(steps.Sync.Key, cancellationToken);
        steps.Done(found is null ? "This system cannot be asked." : found.Count == 0 ? "Not there yet." : $"There already: {string.Join(", ", found.Select(d => d.Number ?? d.Id))}.");
        return found;
    }

    private static async Task<decimal?> VerifyAsync(ErpSystem system, ErpSync sync, ErpDocument sent, ErpOrder order, CancellationToken cancellationToken)
    {
        // what cannot be asked is believed
        var found = await system.Connector.LookUpAsync(sync.Key, cancellationToken) ?? [sent with { IsConfirmed = true }];
        var document = Choose(found) ?? throw new ErpException(ErpFailure.Refused, "The order is not in the ERP any more; see there who removed or cancelled it, then retry.");
        await RemoveSurplusAsync(system, sync, found, document, cancellationToken);
        sync.Identify(document.Id, document.Number, document.Url);
        if (!document.IsConfirmed) throw new ErpException(ErpFailure.Refused, $"The order {document.Number ?? document.Id} is there but not confirmed yet ({document.State}).");
        if (document.Net is { } net && net != order.Total)
            throw new ErpException(ErpFailure.Refused, $"The order {document.Number ?? document.Id} comes to {net} in the ERP and the deal to {order.Total}; correct one of them, then retry.");
        return document.Net?.Amount;
    }

    // the order is there; only whether it is there twice is still open, and an order that people have cancelled since stays cancelled
    private async Task LookAgainAsync(ErpSystem system, ErpSync sync, CancellationToken cancellationToken)
    {
        if (await system.Connector.LookUpAsync(sync.Key, cancellationToken) is { Count: > 1 } found)
            await RemoveSurplusAsync(system, sync, found, found.FirstOrDefault(d => d.Id == sync.ExternalId) ?? Choose(found)!, cancellationToken);
        sync.Note(ErpStep.Verify, new ErpStepResult("DONE", Note: "Looked for once more: it is there once."), time.GetUtcNow());
        sync.Succeed(sync.ExternalTotal, null, time.GetUtcNow());
    }

    // a request of which nobody learned the outcome has taken effect after all: the surplus goes, or people have to see to it
    private static async Task RemoveSurplusAsync(ErpSystem system, ErpSync sync, IReadOnlyList<ErpDocument> found, ErpDocument kept, CancellationToken cancellationToken)
    {
        foreach (var surplus in found.Where(d => d.Id != kept.Id))
        {
            if (!await system.Connector.DiscardAsync(surplus, cancellationToken))
                throw new ErpException(ErpFailure.Refused, $"The ERP has {found.Count} orders with the reference {sync.Key}; cancel {surplus.Number ?? surplus.Id} there, then retry.");
        }
    }

    private static ErpDocument? Choose(IReadOnlyList<ErpDocument> found) => found.FirstOrDefault(d => d.IsConfirmed) ?? (found.Count > 0 ? found[0] : null);

    private void Fail(ErpSystem system, ErpSync sync, ErpException failure)
    {
        var now = time.GetUtcNow();
        var mayHaveSent = failure.Kind == ErpFailure.Unknown && sync.Step is ErpStep.Resolve or ErpStep.Create or ErpStep.Confirm;
        var outcome = failure.Kind switch
        {
            ErpFailure.Throttled => "THROTTLED",
            ErpFailure.Refused => "REFUSED",
            _ => mayHaveSent ? "UNKNOWN" : "FAILED",
        };
        sync.Note(sync.Step, new ErpStepResult(outcome, null, failure.StatusCode, failure.Message), now);
        var delay = ErpRetries.DelayAfter(system.Options.RetryDelays, sync.Failures + 1, Random.Shared.NextDouble());
        if (failure.Kind == ErpFailure.Throttled)
            sync.PutOff(failure.Message, now + (failure.RetryAfter ?? delay ?? ErpRetries.LongestPause));
        else if (delay is null)
            sync.GiveUp(failure.Message, now);
        else if (mayHaveSent)
            // whatever is under way in the ERP has ended by then
            sync.Doubt(failure.Message, now + Longest(delay.Value, failure.RetryAfter, system.Connector.RequestTimeout));
        else
            sync.Fail(failure.Message, now + Longest(delay.Value, failure.RetryAfter, TimeSpan.Zero));
    }

    private static TimeSpan Longest(TimeSpan delay, TimeSpan? asked, TimeSpan least) => new[] { delay, asked ?? TimeSpan.Zero, least }.Max();

    private static async Task PauseAsync(CrmDbContext db, string key, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var state = await db.ConnectorStates.SingleOrDefaultAsync(s => s.Key == key, cancellationToken);
        if (state is null) db.ConnectorStates.Add(new ConnectorState { Key = key, PausedUntil = until });
        else state.PausedUntil = until;
    }

    /// <summary>The steps of one attempt, on their way into the ledger.</summary>
    private sealed record Steps(ErpAttempt Attempt, ErpSystem System, CrmDbContext Db, ErpSync Sync, TimeSpan Patience)
    {
        /// <summary>Writes down that a step begins, before anything of it leaves.</summary>
        internal async Task BeginAsync(ErpStep step, string? hash, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Sync.Start(step, hash, Attempt.Now, Attempt.Now + Patience);
            await Db.SaveChangesAsync(cancellationToken);
        }

        /// <summary>Notes that the step is done; it is saved with the beginning of the next one.</summary>
        internal void Done(string note, string? hash = null) => Sync.Note(Sync.Step, new ErpStepResult("DONE", hash, Note: note), Attempt.Now);
    }

    private DateTimeOffset Now => time.GetUtcNow();

    [LoggerMessage(Level = LogLevel.Information, Message = "Another node goes on with {Order} for {Connector}")]
    private partial void LogTakenOver(string connector, string order);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending {Order} to {Connector} failed in a way that nobody foresaw")]
    private partial void LogBroken(Exception failure, string connector, string order);
}
