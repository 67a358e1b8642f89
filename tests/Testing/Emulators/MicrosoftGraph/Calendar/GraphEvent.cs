namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

/// <summary>What an event is in its series.</summary>
public enum GraphEventType
{
    SingleInstance,
    Occurrence,
    Exception,
    SeriesMaster,
}

/// <summary>An event in a calendar.</summary>
public sealed class GraphEvent
{
    internal GraphEvent(string immutableId, string id, GraphEventType type, GraphEvent? master)
    {
        ImmutableId = immutableId;
        Id = id;
        Type = type;
        SeriesMaster = master;
    }

    /// <summary>The id that stays.</summary>
    public string ImmutableId { get; }

    /// <summary>The id that clients get that do not prefer immutable ones.</summary>
    public string Id { get; }

    public GraphEventType Type { get; internal set; }

    /// <summary>The series that an occurrence or exception is of.</summary>
    public GraphEvent? SeriesMaster { get; }

    /// <summary>The same in all calendars that hold the event, another one for each occurrence.</summary>
    public string ICalUId { get; internal set; } = "";

    public string Subject { get; internal set; } = "";

    public string Body { get; internal set; } = "";

    public bool IsHtml { get; internal set; }

    public DateTimeOffset Start { get; internal set; }

    public DateTimeOffset End { get; internal set; }

    /// <summary>Where an occurrence began when its series was made, however it was moved since.</summary>
    public DateTimeOffset? OriginalStart { get; internal init; }

    public bool IsAllDay { get; internal set; }

    public string? Location { get; internal set; }

    public GraphAddress? Organizer { get; internal set; }

    public IReadOnlyList<GraphAttendee> Attendees { get; internal set; } = [];

    public bool IsCancelled { get; internal set; }

    /// <summary>normal, personal, private or confidential.</summary>
    public string Sensitivity { get; internal set; } = "normal";

    /// <summary>What the client gave when it made the event, so that a repetition makes no second one.</summary>
    public string? TransactionId { get; internal set; }

    /// <summary>Extended properties by id.</summary>
    public IReadOnlyDictionary<string, string> ExtendedProperties { get; internal set; } = new Dictionary<string, string>();

    public DateTimeOffset CreatedAt { get; internal set; }

    public DateTimeOffset ChangedAt { get; internal set; }

    /// <summary>The days between two occurrences of a series.</summary>
    internal int IntervalDays { get; set; }

    /// <summary>The number of occurrences of a series.</summary>
    internal int Occurrences { get; set; }

    internal int Version { get; set; }

    internal GraphEvent Master => SeriesMaster ?? this;
}

/// <summary>Somebody invited.</summary>
/// <param name="Who">Name and address.</param>
/// <param name="Response">none, organizer, tentativelyAccepted, accepted, declined or notResponded.</param>
/// <param name="Type">required, optional or resource.</param>
public sealed record GraphAttendee(GraphAddress Who, string Response = "none", string Type = "required");
