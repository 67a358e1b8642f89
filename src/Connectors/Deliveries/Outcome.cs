using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence.Deliveries;

namespace CrmGraph.Connectors.Deliveries;

/// <summary>What an attempt makes of a delivery.</summary>
/// <param name="Name">What metrics call it.</param>
/// <param name="Status">How the delivery stands now.</param>
/// <param name="Failures">How many attempts have failed.</param>
/// <param name="NextAttemptAt">Not before then is it tried again.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Error">Why it failed; null if it did not.</param>
internal sealed record Outcome(string Name, DeliveryStatus Status, int Failures, DateTimeOffset NextAttemptAt, int? StatusCode, string? Error)
{
    private const int LongestError = 500;

    private static readonly TimeSpan BriefPause = TimeSpan.FromSeconds(30);

    /// <summary>Nothing is sent to the connector before then; null if it asked for no pause.</summary>
    internal DateTimeOffset? PausedUntil { get; private init; }

    /// <summary>Whether the connector wants nothing any more.</summary>
    internal bool Disables { get; private init; }

    /// <summary>What an attempt makes of a delivery.</summary>
    /// <param name="delivery">The delivery before the attempt.</param>
    /// <param name="result">How the attempt ended.</param>
    /// <param name="now">When it ended.</param>
    /// <param name="chance">A random number from 0 to 1, for the length of pauses.</param>
    internal static Outcome Of(Delivery delivery, PushResult result, DateTimeOffset now, double chance) => result switch
    {
        PushResult.Delivered => new("delivered", DeliveryStatus.Delivered, delivery.Failures, now, result.StatusCode, null),
        // it goes first when the connector is enabled again
        PushResult.Gone => new("gone", DeliveryStatus.Pending, delivery.Failures, now, result.StatusCode, Text(result)) { Disables = true },
        PushResult.Throttled throttled => PutOff(delivery, throttled, now, chance),
        _ => RetrySchedule.DelayAfter(delivery.Failures + 1, chance) is { } delay
            ? new("failed", DeliveryStatus.Pending, delivery.Failures + 1, now + delay, result.StatusCode, Text(result))
            : Dead(delivery, result, now),
    };

    /// <summary>There is nothing left to send: the log has forgotten the event.</summary>
    internal static Outcome Lost(Delivery delivery, DateTimeOffset now) =>
        new("dead", DeliveryStatus.Dead, delivery.Failures, now, null, "The event is not in the log any more.");

    // no failure of the event: only for how long it has been tried counts
    private static Outcome PutOff(Delivery delivery, PushResult.Throttled throttled, DateTimeOffset now, double chance)
    {
        var until = now + RetrySchedule.PauseFor(throttled.RetryAfter, delivery.Attempts + 1, chance);
        var outcome = until - (delivery.FirstAttemptAt ?? now) > RetrySchedule.Total
            ? Dead(delivery, throttled, now)
            : new("throttled", DeliveryStatus.Pending, delivery.Failures, until, throttled.StatusCode, Text(throttled));
        // without a word of how long, the others try for themselves soon
        return outcome with { PausedUntil = throttled.RetryAfter is null && until > now + BriefPause ? now + BriefPause : until };
    }

    private static Outcome Dead(Delivery delivery, PushResult result, DateTimeOffset now) =>
        new("dead", DeliveryStatus.Dead, delivery.Failures + 1, now, result.StatusCode, Text(result));

    private static string Text(PushResult result) => result.Error is { Length: > LongestError } text ? text[..LongestError] : result.Error ?? "";
}
