using System.Text.Json;
using CrmGraph.Domain.Events;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Api.Events;

/// <summary>What the subscription <c>events</c> sends.</summary>
[UnionType]
internal interface IEventStreamItem;

/// <summary>An event of the log as clients see it.</summary>
internal sealed record CrmEvent : IEventStreamItem
{
    internal required LoggedEvent Logged { get; init; }

    /// <summary>The event's own id: the same on every delivery, by subscription or webhook.</summary>
    public required string Id { get; init; }

    /// <summary>The place in the event log: subscribe with it as <c>after</c> to go on behind this event.</summary>
    public required string Cursor { get; init; }

    /// <summary>What happened.</summary>
    public required EventType Type { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it: the id of a user, or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The request that did it, as the server's log names it; null outside requests.</summary>
    public required string? RequestId { get; init; }

    /// <summary>Counts the events of the subject, from 1 without gaps.</summary>
    public required int Sequence { get; init; }

    internal static CrmEvent Of(LoggedEvent happened, string cursor) => new()
    {
        Logged = happened,
        Id = happened.Id.ToString(),
        Cursor = cursor,
        Type = happened.Type,
        At = happened.At,
        Actor = happened.ActorId is { } user ? NodeId.Encode("User", user.Value) : "system",
        RequestId = happened.RequestId,
        Sequence = happened.Sequence,
    };
}

/// <summary>Nothing has happened; the cursor is the newest one all the same.</summary>
internal sealed record Heartbeat(string Cursor, DateTimeOffset At) : IEventStreamItem
{
    /// <summary>The place in the event log up to which everything has been sent.</summary>
    public string Cursor { get; } = Cursor;

    /// <summary>When it was sent.</summary>
    public DateTimeOffset At { get; } = At;
}

/// <summary>What a commit changed of one field.</summary>
internal sealed record FieldChange(string Field, JsonElement? Before, JsonElement? After)
{
    /// <summary>The field, as the API names it.</summary>
    public string Field { get; } = Field;

    /// <summary>The value that it had; null if it had none, and for personal data that the caller may not see.</summary>
    [GraphQLType("Any")]
    public JsonElement? Before { get; } = Before;

    /// <summary>The value that it has; null if it has none, and for personal data that the caller may not see.</summary>
    [GraphQLType("Any")]
    public JsonElement? After { get; } = After;
}

internal sealed class CrmEventType : ObjectType<CrmEvent>
{
    protected override void Configure(ObjectTypeDescriptor<CrmEvent> descriptor)
    {
        descriptor.Description("Something that happened. changes holds the fields of the subject that the commit changed, before and after.");
        descriptor.Field(e => e.Id).Type("ID!");
        descriptor.Field(e => e.Cursor);
        descriptor.Field(e => e.Type);
        descriptor.Field(e => e.At);
        descriptor.Field(e => e.Actor);
        descriptor.Field(e => e.RequestId);
        descriptor.Field(e => e.Sequence);
        descriptor.AddField(types => new OutputField("subject", new NonNullType(types.Find("Node") ?? throw new InvalidOperationException("There is no interface Node.")), description: "What it happened to, as it is now.") { Resolver = new SubjectResolver() });
        descriptor.AddField(types => new OutputField("changes", types.OutputType(typeof(IReadOnlyList<FieldChange>), nullable: false), description: "What the commit changed of the subject; empty of one that was created.")
        {
            Resolver = new ChangesResolver(),
        });
        descriptor.AddField(types => new OutputField("data", new NonNullType(types.Find("Any") ?? throw new InvalidOperationException("There is no scalar Any.")), description: "What else is known of the event; ids are global ids.") { Resolver = new DataResolver() });
    }
}
