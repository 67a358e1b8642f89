using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Persistence.EventLog;

/// <summary>
/// The newest part of the log in the memory of this node, read once from the database and shared by all who listen. It is told of
/// commits of this node at once; what other nodes commit it sees when somebody calls <see cref="EventLogSignal.Wake"/>, at the latest
/// half a second later. Listeners read at their own pace; one that falls behind the window reads the database.
/// </summary>
public sealed partial class EventLogTail(IDbContextFactory<CrmDbContext> databases, EventLogSignal commits, TimeProvider time, ILogger<EventLogTail> log)
{
    private const int Window = 4096;
    private const int Batch = 500;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private readonly LoggedEvent?[] _window = new LoggedEvent?[Window];
    private readonly EventLogSignal _grown = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _first;
    private long _last;

    /// <summary>The newest position that this node has read.</summary>
    public long Position => Volatile.Read(ref _last);

    /// <summary>Reads what is added, until it is cancelled. A database that fails is asked again.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var next = commits.Next;
            try
            {
                await ReadNewAsync(cancellationToken);
                await WaitAsync(next, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogFailed(failure);
                await Task.Delay(PollInterval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Everything after a position, in order, without end.</summary>
    public async IAsyncEnumerable<LoggedEvent> ListenAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await _started.Task.WaitAsync(cancellationToken);
        while (true)
        {
            var grown = _grown.Next;
            if (after >= Position)
            {
                await grown.WaitAsync(cancellationToken);
                continue;
            }

            foreach (var happened in await AfterAsync(after, cancellationToken))
            {
                yield return happened;
                after = happened.Position;
            }
        }
    }

    private async ValueTask<IReadOnlyList<LoggedEvent>> AfterAsync(long after, CancellationToken cancellationToken)
    {
        if (FromWindow(after) is { Count: > 0 } recent) return recent;
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.ReadEventsAsync(after, Position, null, Batch, cancellationToken);
    }

    // The one writer stores an event before it counts it, and counts the first one up before it overwrites: what is read between two looks
    // at the first position that both allow it has not been overwritten.
    private List<LoggedEvent>? FromWindow(long after)
    {
        var last = Position;
        if (after + 1 < Volatile.Read(ref _first)) return null;
        var found = new List<LoggedEvent>((int)Math.Min(last - after, Batch));
        for (var position = after + 1; position <= last && found.Count < Batch; position++)
        {
            if (Volatile.Read(ref _window[position % Window]) is { } happened && happened.Position == position) found.Add(happened);
            else return found.Count > 0 ? found : null;
        }
        return found;
    }

    private async Task ReadNewAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        if (!_started.Task.IsCompleted)
        {
            var bounds = await db.ReadBoundsAsync(cancellationToken);
            _last = bounds.Last;
            _first = bounds.Last + 1;
            _started.SetResult();
        }

        while (true)
        {
            var added = await db.ReadEventsAsync(Position, long.MaxValue, null, Batch, cancellationToken);
            foreach (var happened in added) Append(happened);
            if (added.Count > 0) _grown.Wake();
            if (added.Count < Batch) return;
        }
    }

    private void Append(LoggedEvent happened)
    {
        if (happened.Position - _first >= Window) Volatile.Write(ref _first, happened.Position - Window + 1);
        Volatile.Write(ref _window[happened.Position % Window], happened);
        Volatile.Write(ref _last, happened.Position);
    }

    private async Task WaitAsync(Task committed, CancellationToken cancellationToken)
    {
        try
        {
            await committed.WaitAsync(PollInterval, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // nothing from this node: look what others have added
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The event log could not be read; trying again")]
    private partial void LogFailed(Exception failure);
}
