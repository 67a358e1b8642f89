using System.Text.Json;
using CrmGraph.Connectors.Cluster;
using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Bus;

/// <summary>
/// Publishes the event log on the bus, in its order and at least once: one node reads on from a position in the database, which moves
/// only after the bus has confirmed. While the bus is away the log waits for it.
/// </summary>
internal sealed partial class EventDispatcher(
    SingleRunner single, IDbContextFactory<CrmDbContext> databases, IBus bus, EventLogSignal signal, EventNames names, EventDocument documents, TimeProvider time, ILogger<EventDispatcher> log)
    : BackgroundService
{
    /// <summary>The name of the position and of the lease.</summary>
    internal const string Reader = "bus";

    private const int Batch = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private int _failures;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => single.RunAsync(Reader, DispatchAsync, stoppingToken);

    private async Task DispatchAsync(CancellationToken held)
    {
        var position = await PositionAsync(held);
        while (true)
        {
            var next = signal.Next;
            var events = await ReadAsync(position, held);
            var published = await PublishAsync(events, held);
            if (published > position)
            {
                await MoveAsync(position, published, held);
                position = published;
            }
            if (events.Count == 0) await Waiting.ForAnyAsync([next], PollInterval, time, held);
            else if (published < events[^1].Position) await Task.Delay(Pause(), time, held);
        }
    }

    /// <summary>Publishes one after the other, so that they arrive in order; stops at the first that is not confirmed.</summary>
    /// <returns>The position of the last one that was confirmed; 0 if none was.</returns>
    private async Task<long> PublishAsync(List<LoggedEvent> events, CancellationToken held)
    {
        var confirmed = 0L;
        foreach (var happened in events)
        {
            using var limit = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(held, limit.Token);
            try
            {
                await bus.Publish(Message(happened), context => context.MessageId = happened.Id, either.Token);
                confirmed = happened.Position;
            }
            catch (Exception failure) when (!held.IsCancellationRequested)
            {
                if (_failures++ == 0) LogUnreachable(failure.GetType().Name, happened.Position);
                return confirmed;
            }
        }

        if (_failures > 0 && events.Count > 0) LogReachable();
        if (events.Count > 0) _failures = 0;
        return confirmed;
    }

    private EventPublished Message(LoggedEvent happened) => new()
    {
        EventId = happened.Id,
        Position = happened.Position,
        Type = EventDocument.NameOf(happened.Type),
        SubjectType = happened.SubjectType,
        SubjectId = names.IdOf(happened.SubjectType, happened.SubjectId),
        Sequence = happened.Sequence,
        Actor = documents.ActorOf(happened),
        RequestId = happened.RequestId,
        At = happened.At,
        Changes = JsonElement.Parse(happened.Changes),
        Data = JsonElement.Parse(happened.Data),
    };

    private TimeSpan Pause() => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(_failures, 10) - 1), LongestPause.TotalSeconds));

    private async Task<long> PositionAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ReaderPositionAsync(Reader, cancellationToken) ?? await db.StartReaderAsync(Reader, 0, time.GetUtcNow(), cancellationToken);
    }

    private async Task<List<LoggedEvent>> ReadAsync(long position, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ReadEventsAsync(position, long.MaxValue, null, Batch, cancellationToken);
    }

    private async Task MoveAsync(long from, long to, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        // another node is at work if the position is not where this one left it
        if (!await db.MoveReaderAsync(Reader, from, to, time.GetUtcNow(), cancellationToken))
            throw new InvalidOperationException($"The position of the reader '{Reader}' has been moved by somebody else.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The bus does not take events ({Failure}); they wait in the log from position {Position} on")]
    private partial void LogUnreachable(string failure, long position);

    [LoggerMessage(Level = LogLevel.Information, Message = "The bus takes events again")]
    private partial void LogReachable();
}
