using System.Text.Json;
using System.Text.RegularExpressions;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Mail;

/// <summary>A message as the API writes and reads it.</summary>
internal static partial class MessageJson
{
    private static readonly string[] Known =
    [
        "id", "createdDateTime", "lastModifiedDateTime", "changeKey", "categories", "receivedDateTime", "sentDateTime", "hasAttachments",
        "internetMessageId", "subject", "bodyPreview", "importance", "parentFolderId", "conversationId", "conversationIndex",
        "isDeliveryReceiptRequested", "isReadReceiptRequested", "isRead", "isDraft", "webLink", "inferenceClassification", "body", "sender",
        "from", "toRecipients", "ccRecipients", "bccRecipients", "replyTo", "flag", "uniqueBody", "internetMessageHeaders",
        "singleValueExtendedProperties", "multiValueExtendedProperties",
    ];

    private static readonly string[] Sensitivities = ["normal", "personal", "private", "confidential"];

    internal static Fields Select(string? select) => Fields.Of(select, "message", Known);

    internal static void Write(Utf8JsonWriter w, GraphMessage m, Fields fields, string? expand, GraphRequest request)
    {
        w.WriteString("@odata.type", "#microsoft.graph.message");
        w.WriteString("@odata.etag", $"W/\"CQ{m.Version:x8}\"");
        w.WriteString("id", request.WantsImmutableIds ? m.ImmutableId : m.Id);
        w.WriteText(fields, "createdDateTime", GraphJson.Time(m.CreatedAt));
        w.WriteText(fields, "lastModifiedDateTime", GraphJson.Time(m.ChangedAt));
        w.WriteText(fields, "changeKey", $"CQ{m.Version:x8}");
        w.WriteText(fields, "receivedDateTime", GraphJson.Time(m.IsDraft ? m.CreatedAt : m.ReceivedAt));
        w.WriteText(fields, "sentDateTime", GraphJson.Time(m.IsDraft ? m.CreatedAt : m.SentAt));
        w.WriteFlag(fields, "hasAttachments", m.HasAttachments);
        w.WriteText(fields, "internetMessageId", m.InternetMessageId);
        w.WriteText(fields, "subject", m.Subject);
        w.WriteText(fields, "importance", "normal");
        w.WriteText(fields, "parentFolderId", m.Folder.Id);
        w.WriteText(fields, "conversationId", m.ConversationId);
        w.WriteFlag(fields, "isRead", m.IsRead);
        w.WriteFlag(fields, "isDraft", m.IsDraft);
        w.WriteText(fields, "webLink", $"https://outlook.office365.com/owa/?ItemID={Uri.EscapeDataString(m.Id)}");
        w.WriteBody(fields, m.IsHtml, m.Body, request.WantsText);
        if (m.From is { } from)
        {
            WriteRecipient(w, fields, "sender", from);
            WriteRecipient(w, fields, "from", from);
        }
        WriteRecipients(w, fields, "toRecipients", m.To);
        WriteRecipients(w, fields, "ccRecipients", m.Cc);
        WriteRecipients(w, fields, "bccRecipients", m.Bcc);
        WriteRecipients(w, fields, "replyTo", []);
        if (fields.Names("internetMessageHeaders")) WriteHeaders(w, m);
        if (expand?.Contains("singleValueExtendedProperties", StringComparison.OrdinalIgnoreCase) == true) WriteProperties(w, m, expand);
    }

    /// <summary>Takes over what a client writes of a draft, or of any message what may change later.</summary>
    internal static void Read(JsonElement json, GraphMessage m)
    {
        if (json.Text("subject") is { } subject) m.Subject = subject;
        if (json.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object)
        {
            m.Body = body.Text("content") ?? "";
            m.IsHtml = string.Equals(body.Text("contentType"), "html", StringComparison.OrdinalIgnoreCase);
        }
        m.From = json.Address("from") ?? m.From;
        m.To = json.Addresses("toRecipients") ?? m.To;
        m.Cc = json.Addresses("ccRecipients") ?? m.Cc;
        m.Bcc = json.Addresses("bccRecipients") ?? m.Bcc;
        if (json.TryGetProperty("internetMessageHeaders", out var headers) && headers.ValueKind == JsonValueKind.Array)
        {
            m.Headers = [.. headers.EnumerateArray().Select(h => (h.Text("name") ?? "", h.Text("value") ?? ""))];
            if (m.Headers.Any(h => !h.Name.StartsWith("x-", StringComparison.OrdinalIgnoreCase)))
                throw new GraphRefusal(400, "InvalidInternetMessageHeader", "The internet message header name should start with 'x-' or 'X-'.");
            if (m.Headers.Count > 5) throw new GraphRefusal(400, "InvalidInternetMessageHeaderCollection", "The maximum number of headers that can be set is 5.");
        }
        if (!json.TryGetProperty("singleValueExtendedProperties", out var properties) || properties.ValueKind != JsonValueKind.Array) return;
        var all = new Dictionary<string, string>(m.ExtendedProperties, StringComparer.OrdinalIgnoreCase);
        foreach (var property in properties.EnumerateArray()) all[property.Text("id") ?? ""] = property.Text("value") ?? "";
        m.ExtendedProperties = all;
        if (Property(m, "Integer 0x36") is { } sensitivity && int.TryParse(sensitivity, out var level) && level is >= 0 and <= 3) m.Sensitivity = Sensitivities[level];
    }

    /// <summary>An extended property, the ones included that follow from others.</summary>
    internal static string? Property(GraphMessage m, string id) => m.ExtendedProperties.TryGetValue(id, out var value) ? value : id.ToUpperInvariant() switch
    {
        "INTEGER 0X36" or "INTEGER 0X0036" => Array.IndexOf(Sensitivities, m.Sensitivity).ToString(System.Globalization.CultureInfo.InvariantCulture),
        "STRING 0X1042" => m.InReplyTo,
        "STRING 0X1035" => m.InternetMessageId,
        _ => null,
    };

    private static void WriteRecipient(Utf8JsonWriter w, Fields fields, string name, GraphAddress address)
    {
        if (!fields.Has(name)) return;
        w.WriteStartObject(name);
        w.WriteAddress(address);
        w.WriteEndObject();
    }

    private static void WriteRecipients(Utf8JsonWriter w, Fields fields, string name, IEnumerable<GraphAddress> addresses)
    {
        if (!fields.Has(name)) return;
        w.WriteStartArray(name);
        foreach (var address in addresses)
        {
            w.WriteStartObject();
            w.WriteAddress(address);
            w.WriteEndObject();
        }
        w.WriteEndArray();
    }

    private static void WriteHeaders(Utf8JsonWriter w, GraphMessage m)
    {
        if (m.IsDraft) return;
        w.WriteStartArray("internetMessageHeaders");
        foreach (var (name, value) in m.WireHeaders())
        {
            w.WriteStartObject();
            w.WriteString("name", name);
            w.WriteString("value", value);
            w.WriteEndObject();
        }
        w.WriteEndArray();
    }

    private static void WriteProperties(Utf8JsonWriter w, GraphMessage m, string expand)
    {
        var wanted = PropertyIds().Matches(expand).Select(i => i.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase);
        var there = wanted.Select(id => (Id: id, Value: Property(m, id))).Where(p => p.Value is not null).ToList();
        if (there.Count == 0) return;
        w.WriteStartArray("singleValueExtendedProperties");
        foreach (var (id, value) in there)
        {
            w.WriteStartObject();
            w.WriteString("id", id);
            w.WriteString("value", value);
            w.WriteEndObject();
        }
        w.WriteEndArray();
    }

    [GeneratedRegex(@"id\s+eq\s+'((?:[^']|'')+)'", RegexOptions.IgnoreCase)]
    private static partial Regex PropertyIds();
}
