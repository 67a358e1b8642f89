using System.Text.Json;

namespace CrmGraph.Connectors.Contract;

/// <summary>
/// An event of the log, as it is published on the bus: at least once, and in the order of the log. Consumers that remember
/// <see cref="EventId"/> handle it once; consumers that remember <see cref="Position"/> know what they have missed.
/// </summary>
public sealed record EventPublished
{
    /// <summary>The event; the same whenever it is published again. It is the message id too.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The place in the log: 1, 2, 3… without gaps.</summary>
    public required long Position { get; init; }

    /// <summary>What happened, as the API names it, e.g. <c>STAGE_CHANGED</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The object type of what it happened to, e.g. <c>Opportunity</c>.</summary>
    public required string SubjectType { get; init; }

    /// <summary>The id of what it happened to, as the API shows it.</summary>
    public required string SubjectId { get; init; }

    /// <summary>Counts the events of the subject, from 1 without gaps.</summary>
    public required int Sequence { get; init; }

    /// <summary>The id of the user who did it, as the API shows it; <c>system</c> if nobody did.</summary>
    public required string Actor { get; init; }

    /// <summary>The request that did it, as the server's log names it; null outside requests.</summary>
    public string? RequestId { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it changed of the subject: a list of <c>{"field","before","after"}</c>.</summary>
    public required JsonElement Changes { get; init; }

    /// <summary>What else is known of the event.</summary>
    public required JsonElement Data { get; init; }
}
