namespace CrmGraph.Connectors.Deliveries;

/// <summary>
/// When an event is tried again, as Standard Webhooks 1.0.0 proposes: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h,
/// 20 h and 24 h, each up to a fifth longer so that not all come back at the same moment. After the last one it is a dead letter.
/// </summary>
internal static class RetrySchedule
{
    /// <summary>How much longer a delay may get by chance, as a fraction of it.</summary>
    internal const double Jitter = 0.2;

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>The longest pause that another system can ask for.</summary>
    internal static readonly TimeSpan LongestPause = TimeSpan.FromHours(24);

    /// <summary>For how long an event is tried at most, throttling included.</summary>
    internal static readonly TimeSpan Total = TimeSpan.FromTicks((long)(Delays.Sum(d => d.Ticks) * (1 + Jitter)));

    /// <summary>How often an event is tried if nothing but failures come back.</summary>
    internal static int Attempts => Delays.Length + 1;

    /// <summary>How long to wait after so many failures; null if that was the last attempt.</summary>
    /// <param name="failures">How often it has failed, from 1.</param>
    /// <param name="chance">A random number from 0 to 1.</param>
    internal static TimeSpan? DelayAfter(int failures, double chance) =>
        failures > Delays.Length ? null : Delays[failures - 1] * (1 + (Jitter * chance));

    /// <summary>How long to wait when the other side asked for a pause: as long as it says, or as after a failure if it does not say.</summary>
    internal static TimeSpan PauseFor(TimeSpan? retryAfter, int failures, double chance)
    {
        var asked = retryAfter ?? DelayAfter(Math.Max(failures, 1), chance) ?? LongestPause;
        return TimeSpan.FromTicks(Math.Clamp(asked.Ticks, TimeSpan.TicksPerSecond, LongestPause.Ticks));
    }
}
