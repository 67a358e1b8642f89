using System.Diagnostics;
using System.Globalization;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

/// <summary>The limits of one mailbox: so many requests at a time, so many in a window, none before Retry-After is over.</summary>
internal sealed class MailboxThrottle(GraphEmulator emulator, string address)
{
    // what was on its way when the first 429 left could not know of it; on a busy machine that takes a while
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _recent = new();
    private int _running;
    private DateTimeOffset _heldUntil;
    private long _heldSince;

    internal int Highest { get; private set; }

    internal Turn Enter(string request)
    {
        lock (_lock)
        {
            var now = emulator.Time.GetUtcNow();
            _running++;
            Highest = Math.Max(Highest, _running);
            if (now < _heldUntil)
            {
                if (Stopwatch.GetElapsedTime(_heldSince) > OnTheWay) Breach("A request before Retry-After was over", request, now);
                return new Turn(this, Refuse(429, "ApplicationThrottled", "Application is over its request limit.", _heldUntil - now, now));
            }
            while (_recent.TryPeek(out var first) && first <= now - emulator.Options.Window) _recent.Dequeue();
            if (_running > emulator.Options.ConcurrentPerMailbox)
            {
                Breach($"More than {emulator.Options.ConcurrentPerMailbox} requests at the same time", request, now);
                return new Turn(this, Refuse(429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.", emulator.Options.RetryAfter, now));
            }
            if (_recent.Count >= emulator.Options.RequestsPerWindow)
            {
                Breach($"More than {emulator.Options.RequestsPerWindow} requests within {emulator.Options.Window}", request, now);
                return new Turn(this, Keep(429, "ApplicationThrottled", "Application is over its request limit.", _recent.Peek() + emulator.Options.Window - now, now));
            }
            _recent.Enqueue(now);
            return new Turn(this, null);
        }
    }

    /// <summary>Refuses a request, and all others until Retry-After is over.</summary>
    internal GraphAnswer Hold(int status, string code, string message)
    {
        lock (_lock) return Keep(status, code, message, emulator.Options.RetryAfter, emulator.Time.GetUtcNow());
    }

    private GraphAnswer Keep(int status, string code, string message, TimeSpan wait, DateTimeOffset now)
    {
        var answer = Refuse(status, code, message, wait, now);
        var until = now + TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds));
        if (until > _heldUntil) _heldUntil = until;
        _heldSince = Stopwatch.GetTimestamp();
        return answer;
    }

    private static GraphAnswer Refuse(int status, string code, string message, TimeSpan wait, DateTimeOffset now)
    {
        var answer = GraphAnswer.Error(status, code, message, now);
        answer.Headers["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    private void Breach(string rule, string request, DateTimeOffset now) => emulator.Record(new GraphBreach(rule, address, request, now));

    /// <summary>The place of a request among those that run.</summary>
    internal sealed class Turn(MailboxThrottle throttle, GraphAnswer? refusal) : IDisposable
    {
        internal GraphAnswer? Refusal => refusal;

        public void Dispose()
        {
            lock (throttle._lock) throttle._running--;
        }
    }
}
