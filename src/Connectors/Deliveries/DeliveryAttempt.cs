using System.Buffers;
using System.Text.Json;
using CrmGraph.Connectors.Contract;
using CrmGraph.Connectors.Telemetry;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Deliveries;
using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Deliveries;

/// <summary>Sends one event once, and writes down how that went.</summary>
internal sealed partial class DeliveryAttempt(
    IDbContextFactory<CrmDbContext> databases, EventDocument documents, EventCursors cursors, ConnectorMetrics metrics, TimeProvider time, ILogger<DeliveryAttempt> log)
{
    /// <summary>Sends the event. An attempt that is broken off is not written down: it is made again, since nobody knows whether it arrived.</summary>
    internal async Task RunAsync(IPushConnector connector, Delivery delivery, CancellationToken held)
    {
        var happened = await FindAsync(delivery.Position, held);
        var outcome = happened is null
            ? Outcome.Lost(delivery, time.GetUtcNow())
            : Outcome.Of(delivery, await PushAsync(connector, happened, held), time.GetUtcNow(), Random.Shared.NextDouble());
        await RecordAsync(delivery, outcome);
        metrics.Count(connector.Key, outcome.Name);
        if (outcome.Status == DeliveryStatus.Dead) LogDead(connector.Key, delivery.EventId, delivery.Position, delivery.Attempts + 1, outcome.Error);
        else if (outcome.Disables) LogGone(connector.Key);
    }

    private async Task<LoggedEvent?> FindAsync(long position, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.Position == position, cancellationToken);
    }

    private async Task<PushResult> PushAsync(IPushConnector connector, LoggedEvent happened, CancellationToken held)
    {
        try
        {
            await cursors.PrepareAsync(held);
            return await connector.PushAsync(new OutgoingEvent(happened.Id, EventDocument.NameOf(happened.Type), happened.At, Body(happened)), held);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // a fault of the connector must not stop the others, nor this one for ever
            LogFault(failure, connector.Key, happened.Id);
            return new PushResult.Failed(null, $"The connector failed ({failure.GetType().Name}).");
        }
    }

    private byte[] Body(LoggedEvent happened)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(bytes, EventDocument.WriterOptions)) documents.Write(writer, happened);
        return bytes.WrittenSpan.ToArray();
    }

    // even if the node is stopping: what was sent should not be sent again
    private async Task RecordAsync(Delivery delivery, Outcome outcome)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var now = time.GetUtcNow();
        // if somebody has asked for the event again meanwhile, or another node has sent it, what they wrote holds
        var written = await db.Deliveries
            .Where(d => d.Id == delivery.Id && d.Status == DeliveryStatus.Pending && d.Attempts == delivery.Attempts)
            .ExecuteUpdateAsync(
                d => d.SetProperty(x => x.Status, outcome.Status)
                    .SetProperty(x => x.Attempts, delivery.Attempts + 1)
                    .SetProperty(x => x.Failures, outcome.Failures)
                    .SetProperty(x => x.FirstAttemptAt, delivery.FirstAttemptAt ?? now)
                    .SetProperty(x => x.NextAttemptAt, outcome.NextAttemptAt)
                    .SetProperty(x => x.LastStatusCode, outcome.StatusCode)
                    .SetProperty(x => x.LastError, outcome.Error)
                    .SetProperty(x => x.DeliveredAt, outcome.Status == DeliveryStatus.Delivered ? now : null),
                CancellationToken.None);
        if (written == 0) return;
        await RememberAsync(db, delivery.Connector, outcome, now);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task RememberAsync(CrmDbContext db, string key, Outcome outcome, DateTimeOffset now)
    {
        var state = await db.ConnectorStates.SingleOrDefaultAsync(s => s.Key == key, CancellationToken.None);
        if (state is null) db.ConnectorStates.Add(state = new ConnectorState { Key = key });
        if (outcome.Error is null)
        {
            (state.LastSyncAt, state.LastError, state.PausedUntil) = (now, null, null);
        }
        else
        {
            (state.LastErrorAt, state.LastError) = (now, outcome.Error);
            if (outcome.PausedUntil is { } paused) state.PausedUntil = paused;
            if (outcome.Disables) state.DisabledAt = now;
        }
        await db.SaveChangesAsync(CancellationToken.None);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Connector {Connector} gave up event {EventId} at position {Position} after {Attempts} attempts: {Error}")]
    private partial void LogDead(string connector, Guid eventId, long position, int attempts, string? error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Connector {Connector} wants nothing any more (410); it is disabled until somebody enables it again")]
    private partial void LogGone(string connector);

    [LoggerMessage(Level = LogLevel.Error, Message = "Connector {Connector} failed with event {EventId}")]
    private partial void LogFault(Exception failure, string connector, Guid eventId);
}
