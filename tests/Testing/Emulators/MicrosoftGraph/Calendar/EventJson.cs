using System.Text.Json;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Calendar;

/// <summary>An event as the API writes and reads it.</summary>
internal static class EventJson
{
    private static readonly string[] Known =
    [
        "id", "createdDateTime", "lastModifiedDateTime", "changeKey", "categories", "transactionId", "originalStartTimeZone",
        "originalEndTimeZone", "iCalUId", "reminderMinutesBeforeStart", "isReminderOn", "hasAttachments", "subject", "bodyPreview",
        "importance", "sensitivity", "isAllDay", "isCancelled", "isOrganizer", "responseRequested", "seriesMasterId", "showAs", "type",
        "webLink", "onlineMeetingUrl", "isOnlineMeeting", "onlineMeetingProvider", "allowNewTimeProposals", "isDraft", "hideAttendees",
        "recurrence", "onlineMeeting", "responseStatus", "body", "start", "end", "location", "locations", "attendees", "organizer",
        "originalStart", "occurrenceId",
    ];

    internal static Fields Select(string? select) => Fields.Of(select, "event", Known);

    /// <summary>What calendarView/delta says of an occurrence: only what its series does not say.</summary>
    internal static void WriteBriefly(Utf8JsonWriter w, GraphEvent e, string zone, bool immutableIds)
    {
        WriteHead(w, e, immutableIds);
        w.WriteString("seriesMasterId", immutableIds ? e.SeriesMaster!.ImmutableId : e.SeriesMaster!.Id);
        w.WriteString("type", "occurrence");
        w.WriteTime("start", e.Start, zone);
        w.WriteTime("end", e.End, zone);
    }

    internal static void Write(Utf8JsonWriter w, GraphEvent e, GraphMailbox mailbox, Fields fields, GraphRequest request)
    {
        var (zone, immutableIds) = (request.TimeZone, request.WantsImmutableIds);
        WriteHead(w, e, immutableIds);
        w.WriteText(fields, "createdDateTime", GraphJson.Time(e.CreatedAt));
        w.WriteText(fields, "lastModifiedDateTime", GraphJson.Time(e.ChangedAt));
        w.WriteText(fields, "changeKey", $"EV{e.Version:x8}");
        w.WriteText(fields, "transactionId", e.TransactionId);
        w.WriteText(fields, "iCalUId", e.ICalUId);
        w.WriteText(fields, "subject", e.Subject);
        w.WriteText(fields, "importance", "normal");
        w.WriteText(fields, "sensitivity", e.Sensitivity);
        w.WriteFlag(fields, "isAllDay", e.IsAllDay);
        w.WriteFlag(fields, "isCancelled", e.IsCancelled);
        w.WriteFlag(fields, "isOrganizer", mailbox.IsOrganizer(e));
        w.WriteText(fields, "seriesMasterId", immutableIds ? e.SeriesMaster?.ImmutableId : e.SeriesMaster?.Id);
        w.WriteText(fields, "showAs", e.IsCancelled ? "free" : "busy");
        w.WriteText(fields, "type", Type(e.Type));
        if (e.OriginalStart is { } original) w.WriteText(fields, "originalStart", GraphJson.Time(original));
        w.WriteFlag(fields, "isDraft", false);
        w.WriteFlag(fields, "isOnlineMeeting", false);
        w.WriteBody(fields, e.IsHtml, e.Body, request.WantsText);
        if (fields.Has("start")) w.WriteTime("start", e.Start, zone);
        if (fields.Has("end")) w.WriteTime("end", e.End, zone);
        if (fields.Has("location"))
        {
            w.WriteStartObject("location");
            w.WriteString("displayName", e.Location ?? "");
            w.WriteEndObject();
        }
        if (fields.Has("attendees")) WriteAttendees(w, e);
        if (fields.Has("organizer") && e.Organizer is { } organizer)
        {
            w.WriteStartObject("organizer");
            w.WriteAddress(organizer);
            w.WriteEndObject();
        }
        if (fields.Has("recurrence") && e.Type == GraphEventType.SeriesMaster) WriteRecurrence(w, e);
    }

    internal static void Read(JsonElement json, GraphEvent e)
    {
        if (json.Text("subject") is { } subject) e.Subject = subject;
        if (json.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object)
        {
            e.Body = body.Text("content") ?? "";
            e.IsHtml = string.Equals(body.Text("contentType"), "html", StringComparison.OrdinalIgnoreCase);
        }
        e.Start = json.ReadTime("start") ?? e.Start;
        e.End = json.ReadTime("end") ?? e.End;
        if (json.TryGetProperty("location", out var location) && location.ValueKind == JsonValueKind.Object) e.Location = location.Text("displayName");
        if (json.Text("sensitivity") is { } sensitivity) e.Sensitivity = sensitivity;
        if (json.TryGetProperty("isAllDay", out var isAllDay)) e.IsAllDay = isAllDay.GetBoolean();
        if (json.TryGetProperty("attendees", out var attendees) && attendees.ValueKind == JsonValueKind.Array)
            e.Attendees = [.. attendees.EnumerateArray().Select(a => new GraphAttendee(GraphJson.Address(a), Type: a.Text("type") ?? "required"))];
        // whole days are dates: the zone in which they were entered is forgotten
        if (e.IsAllDay && json.Date("start") is { } first && json.Date("end") is { } last) (e.Start, e.End) = (first, last);
        if (e.Attendees.Count > 500) throw new GraphRefusal(400, "ErrorExceededMaxRecipientLimit", "An event has at most 500 attendees.");
        if (e.End < e.Start) throw new GraphRefusal(400, "ErrorInvalidRequest", "The end of an event is not before its start.");
    }

    private static void WriteHead(Utf8JsonWriter w, GraphEvent e, bool immutableIds)
    {
        w.WriteString("@odata.type", "#microsoft.graph.event");
        w.WriteString("@odata.etag", $"W/\"EV{e.Version:x8}\"");
        w.WriteString("id", immutableIds ? e.ImmutableId : e.Id);
    }

    private static string Type(GraphEventType type) => type switch
    {
        GraphEventType.SingleInstance => "singleInstance",
        GraphEventType.Occurrence => "occurrence",
        GraphEventType.Exception => "exception",
        _ => "seriesMaster",
    };

    private static void WriteAttendees(Utf8JsonWriter w, GraphEvent e)
    {
        w.WriteStartArray("attendees");
        foreach (var attendee in e.Attendees)
        {
            w.WriteStartObject();
            w.WriteString("type", attendee.Type);
            w.WriteStartObject("status");
            w.WriteString("response", attendee.Response);
            w.WriteString("time", "0001-01-01T00:00:00Z");
            w.WriteEndObject();
            w.WriteAddress(attendee.Who);
            w.WriteEndObject();
        }
        w.WriteEndArray();
    }

    private static void WriteRecurrence(Utf8JsonWriter w, GraphEvent e)
    {
        w.WriteStartObject("recurrence");
        w.WriteStartObject("pattern");
        w.WriteString("type", "daily");
        w.WriteNumber("interval", e.IntervalDays);
        w.WriteEndObject();
        w.WriteStartObject("range");
        w.WriteString("type", "numbered");
        w.WriteString("startDate", e.Start.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        w.WriteNumber("numberOfOccurrences", e.Occurrences);
        w.WriteString("recurrenceTimeZone", "UTC");
        w.WriteEndObject();
        w.WriteEndObject();
    }
}
