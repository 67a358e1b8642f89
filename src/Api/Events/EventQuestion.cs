using CrmGraph.Domain.Events;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Api.Events;

/// <summary>Which events a subscription wants, and how it shows them.</summary>
internal sealed record EventQuestion<T>
{
    /// <summary>The types; null for all.</summary>
    internal IReadOnlyCollection<EventType>? Types { get; init; }

    /// <summary>What else an event has to be like; null for nothing.</summary>
    internal Func<LoggedEvent, bool>? IsWanted { get; init; }

    /// <summary>What the subscriber gets for an event and its cursor.</summary>
    internal required Func<LoggedEvent, string, T> Show { get; init; }

    /// <summary>Whether a caller may see it, with the rights that the caller has when it is delivered.</summary>
    internal Func<T, Caller, bool>? IsFor { get; init; }

    /// <summary>After how long a silence the subscriber gets what instead of an event, made of the newest cursor and the time; null for never.</summary>
    internal (TimeSpan Interval, Func<string, DateTimeOffset, T> Sign)? SignOfLife { get; init; }
}
