using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Subscriptions;

namespace CrmGraph.Testing.Subscriptions;

/// <summary>An event of the log, or a sign of life.</summary>
public sealed record Entry(long Position, string Text)
{
    /// <summary>More than a socket takes at a time.</summary>
    public string Ballast => Text.PadRight(60_000, 'x');
}

/// <summary>An event log whose readers do what a test tells them at every step.</summary>
public sealed class ScriptedLog
{
    private readonly Lock gate = new();
    private readonly List<Entry> entries = [];
    private readonly List<Entry> beats = [];
    private TaskCompletionSource changed = NewSignal();
    private Exception? failure;

    /// <summary>Done before a live reader hands out an entry.</summary>
    public Func<Entry, CancellationToken, Task> LiveStep { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>Done before a replay hands out an entry.</summary>
    public Func<Entry, CancellationToken, Task> ReplayStep { get; set; } = static (_, _) => Task.CompletedTask;

    /// <summary>What was read: <c>live 3</c>, <c>replay 1-3</c>.</summary>
    public ConcurrentQueue<string> Reads { get; } = [];

    /// <summary>How many live readers there are.</summary>
    public int LiveReaders { get; private set; }

    /// <summary>The newest position.</summary>
    public long Last
    {
        get
        {
            lock (gate)
                return entries.Count;
        }
    }

    /// <summary>Appends events to the log.</summary>
    public void Append(int count = 1)
    {
        lock (gate)
        {
            for (var i = 0; i < count; i++)
                entries.Add(new Entry(entries.Count + 1, $"e{entries.Count + 1}"));
            Wake();
        }
    }

    /// <summary>Has live readers hand out a sign of life when they have handed out everything else.</summary>
    public void Beat()
    {
        lock (gate)
        {
            beats.Add(new Entry(entries.Count, "beat"));
            Wake();
        }
    }

    /// <summary>Has live readers fail when they have handed out everything.</summary>
    public void Fail(Exception with)
    {
        lock (gate)
        {
            failure = with;
            Wake();
        }
    }

    /// <summary>The stream behind a cursor (<c>c3</c>).</summary>
    public ResumableStream<Entry> After(string? cursor, Func<Entry, object?, bool>? isFor = null)
    {
        long? after = cursor is null ? null : long.Parse(cursor[1..], System.Globalization.CultureInfo.InvariantCulture);
        if (after < 0)
            throw new GraphQLException("CURSOR_EXPIRED", "Too old.");
        return new ResumableStream<Entry> { After = after, Start = Last, Live = LiveAsync, Replay = ReplayAsync, IsFor = isFor };
    }

    private async IAsyncEnumerable<StreamItem<Entry>> LiveAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Reads.Enqueue($"live {after}");
        int beaten;
        lock (gate)
        {
            beaten = beats.Count;
            LiveReaders++;
        }

        try
        {
            while (true)
            {
                Entry? next;
                Task signal;
                lock (gate)
                {
                    next = after < entries.Count ? entries[(int)after] : beaten < beats.Count ? beats[beaten++] : null;
                    if (next is null && failure is not null)
                        throw failure;
                    signal = changed.Task;
                }

                if (next is null)
                {
                    await signal.WaitAsync(cancellationToken);
                    continue;
                }

                await LiveStep(next, cancellationToken);
                after = Math.Max(after, next.Position);
                yield return Item(next);
            }
        }
        finally
        {
            lock (gate)
                LiveReaders--;
        }
    }

    private async IAsyncEnumerable<StreamItem<Entry>> ReplayAsync(long after, long through, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Reads.Enqueue($"replay {after}-{through}");
        for (var position = after + 1; position <= through; position++)
        {
            Entry entry;
            lock (gate)
                entry = entries[(int)position - 1];
            await ReplayStep(entry, cancellationToken);
            yield return Item(entry);
        }
    }

    private static StreamItem<Entry> Item(Entry entry) => new(entry, entry.Position, $"c{entry.Position}");

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake()
    {
        changed.SetResult();
        changed = NewSignal();
    }
}
