using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrmGraph.Persistence.EventLog;

/// <summary>
/// Writes an event as JSON the way the subscription <c>events</c> shows it to an administrator: <c>id</c>, <c>cursor</c>, <c>type</c>,
/// <c>at</c>, <c>actor</c>, <c>requestId</c>, <c>sequence</c>, <c>subject</c> with <c>id</c> and <c>__typename</c>, <c>changes</c> and <c>data</c>.
/// </summary>
/// <param name="names">How the API names things.</param>
/// <param name="cursors">Signs cursors; <see cref="EventCursors.PrepareAsync"/> has been called.</param>
public sealed class EventDocument(EventNames names, EventCursors cursors)
{
    /// <summary>How text is escaped: only where JSON asks for it.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the API calls a type of events, e.g. <c>STAGE_CHANGED</c>.</summary>
    public static string NameOf(Domain.Events.EventType type) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(type.ToString());

    /// <summary>Who did it, as the API shows it: the id of the user, or <c>system</c>.</summary>
    public string ActorOf(LoggedEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened.ActorId is { } user ? names.IdOf("User", user.Value) : "system";
    }

    /// <summary>Writes the event.</summary>
    public void Write(Utf8JsonWriter writer, LoggedEvent happened)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(happened);
        writer.WriteStartObject();
        writer.WriteString("id", happened.Id);
        writer.WriteString("cursor", cursors.Write(happened.Position));
        writer.WriteString("type", NameOf(happened.Type));
        writer.WriteString("at", happened.At.UtcDateTime);
        writer.WriteString("actor", ActorOf(happened));
        writer.WriteString("requestId", happened.RequestId);
        writer.WriteNumber("sequence", happened.Sequence);
        writer.WriteStartObject("subject");
        writer.WriteString("id", names.IdOf(happened.SubjectType, happened.SubjectId));
        writer.WriteString("__typename", happened.SubjectType);
        writer.WriteEndObject();
        writer.WritePropertyName("changes");
        writer.WriteRawValue(happened.Changes, skipInputValidation: true);
        writer.WritePropertyName("data");
        writer.WriteRawValue(happened.Data, skipInputValidation: true);
        writer.WriteEndObject();
    }
}
