namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>A message or an event as Graph told of it, before anything is decided about it. It stays in memory.</summary>
internal sealed record RemoteItem
{
    /// <summary>The immutable id.</summary>
    internal required string Id { get; init; }

    /// <summary>Whether it went: deleted, moved elsewhere, called off.</summary>
    internal bool IsGone { get; init; }

    /// <summary>What it is called in every mailbox.</summary>
    internal string MessageName { get; init; } = "";

    /// <summary>What its conversation or series is called.</summary>
    internal string? ThreadName { get; init; }

    /// <summary>Whether it is an event; else it is a message.</summary>
    internal bool IsEvent { get; init; }

    /// <summary>When it was sent or received, or when it starts.</summary>
    internal DateTimeOffset At { get; init; }

    /// <summary>When it ends.</summary>
    internal DateTimeOffset? EndAt { get; init; }

    /// <summary>What it is about.</summary>
    internal string Subject { get; init; } = "";

    /// <summary>The text without marks.</summary>
    internal string? Body { get; init; }

    /// <summary>Where it takes place.</summary>
    internal string? Location { get; init; }

    /// <summary>The sender or organizer and all others, as they are compared, the sender first.</summary>
    internal IReadOnlyList<string> Participants { get; init; } = [];

    /// <summary>Whether it is marked as personal, private or confidential.</summary>
    internal bool IsPrivate { get; init; }

    /// <summary>The activity that it was made from here, if its mark says so.</summary>
    internal Guid? OwnActivity { get; init; }
}
