using CrmGraph.Domain.Events;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Subscriptions;

namespace CrmGraph.Api.Events;

/// <summary>The event log for integrators and caches.</summary>
internal static class EventSubscriptions
{
    private const int DefaultHeartbeat = 20;
    private const int LongestHeartbeat = 3600;

    internal static SchemaBuilder AddEvents(this SchemaBuilder schema) => schema
        .AddObjectType<CrmEventType>()
        .AddQueryType(typeof(EventQueries))
        .AddSubscriptionType(typeof(EventSubscriptions));

    /// <summary>
    /// Every event of the given types that the caller may see, in the order of the commits. With <c>after</c>: first every event since
    /// that cursor, then live, with no hole and no repeat between the two. A heartbeat comes whenever nothing else has for a while; it
    /// carries the newest cursor. Slow readers are ended with SUBSCRIPTION_OVERFLOW and <c>extensions.lastCursor</c>, never thinned.
    /// </summary>
    /// <param name="types">Only events of these types; all if absent.</param>
    /// <param name="after">
    /// The cursor to go on after, from <c>eventCursor</c> or an event. One that is older than the log is refused with CURSOR_EXPIRED and
    /// <c>extensions.oldestCursor</c>. Over SSE, <c>Last-Event-ID</c> comes before it.
    /// </param>
    /// <param name="heartbeatSeconds">After how many silent seconds a heartbeat comes, 1 to 3,600.</param>
    [Subscribe]
    public static Task<ResumableStream<IEventStreamItem>> Events(
        IReadOnlyList<EventType>? types, [Cursor] string? after, [DefaultValue(DefaultHeartbeat)] int? heartbeatSeconds, EventStreams streams, CancellationToken cancellationToken)
    {
        var seconds = heartbeatSeconds ?? DefaultHeartbeat;
        if (seconds is < 1 or > LongestHeartbeat)
            throw new GraphQLException(ErrorCodes.BadUserInput, $"\"heartbeatSeconds\" must be between 1 and {LongestHeartbeat}; it is {seconds}.");
        return streams.OpenAsync(
            after,
            new EventQuestion<IEventStreamItem>
            {
                Types = types?.ToHashSet(),
                Show = CrmEvent.Of,
                IsFor = (item, caller) => item is not CrmEvent happened || happened.Logged.IsVisibleTo(caller),
                SignOfLife = (TimeSpan.FromSeconds(seconds), (cursor, at) => new Heartbeat(cursor, at)),
            },
            cancellationToken);
    }
}

/// <summary>Where the event log is.</summary>
[QueryType]
internal static class EventQueries
{
    /// <summary>The cursor of the newest event; subscribe with <c>after:</c> this to miss nothing from here on.</summary>
    public static Task<string> GetEventCursor(EventStreams streams, CancellationToken cancellationToken) => streams.NewestCursorAsync(cancellationToken);
}
