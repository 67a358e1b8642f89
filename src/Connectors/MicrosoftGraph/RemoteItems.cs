using System.Globalization;
using CrmGraph.Domain.Duplicates;
using Microsoft.Graph.Models;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>Reads what Graph sends of messages and events.</summary>
internal static class RemoteItems
{
    /// <summary>The mark of what was sent from here: an extended property of our own that holds the activity's UUID.</summary>
    internal const string OwnMark = "String {3b0f4a57-6c1d-4d0c-9a51-2f6a0c9e7b1d} Name CrmGraphActivity";

    /// <summary>The same as a header, which goes along to the recipients.</summary>
    internal const string OwnHeader = "x-crmgraph-activity";

    /// <summary>Where a message says that it is personal (1), private (2) or confidential (3): it has no property of its own for that.</summary>
    internal const string SensitivityMark = "Integer 0x36";

    /// <summary>What is asked for of messages.</summary>
    internal static readonly string[] MessageFields =
    [
        "id", "subject", "body", "from", "sender", "toRecipients", "ccRecipients", "bccRecipients", "receivedDateTime", "sentDateTime", "internetMessageId",
        "conversationId", "isDraft", "parentFolderId",
    ];

    /// <summary>The extended properties that are asked for of messages.</summary>
    internal static readonly string MessageMarks = $"singleValueExtendedProperties($filter=id eq '{SensitivityMark}' or id eq '{OwnMark}')";

    private const string Removed = "@removed";

    /// <summary>A message; null of a draft, which nobody has sent.</summary>
    internal static RemoteItem? Of(Message message)
    {
        var id = message.Id!;
        if (message.AdditionalData.ContainsKey(Removed)) return new RemoteItem { Id = id, IsGone = true };
        if (message.IsDraft == true) return null;
        var marks = message.SingleValueExtendedProperties ?? [];
        return new RemoteItem
        {
            Id = id,
            MessageName = message.InternetMessageId ?? "",
            ThreadName = message.ConversationId,
            At = message.ReceivedDateTime ?? message.SentDateTime ?? DateTimeOffset.MinValue,
            Subject = PlainBody.Subject(message.Subject),
            Body = PlainBody.Of(message.Body?.Content, message.Body?.ContentType == BodyType.Html),
            Participants = Participants(message),
            IsPrivate = Mark(marks, SensitivityMark) is { } level && level != "0",
            OwnActivity = Guid.TryParse(Mark(marks, OwnMark), out var own) ? own : null,
        };
    }

    /// <summary>The addresses of a message.</summary>
    internal static IReadOnlyList<string> Participants(Message message) =>
        Addresses([message.From ?? message.Sender, .. message.ToRecipients ?? [], .. message.CcRecipients ?? [], .. message.BccRecipients ?? []]);

    /// <summary>An event; of an occurrence that says only what differs the rest is that of its series.</summary>
    internal static RemoteItem? Of(Event happening, Event? series)
    {
        var id = happening.Id!;
        if (happening.AdditionalData.ContainsKey(Removed)) return new RemoteItem { Id = id, IsEvent = true, IsGone = true };
        if (happening.Type == EventType.SeriesMaster || happening.IsDraft == true) return null;
        var whole = happening.Subject is null && happening.Organizer is null && series is not null ? series : happening;
        if (happening.IsCancelled == true || whole.IsCancelled == true) return new RemoteItem { Id = id, IsEvent = true, IsGone = true };
        var start = TimeOf(happening.Start);
        var name = happening.SeriesMasterId is null ? whole.ICalUId ?? "" : $"{series?.ICalUId ?? happening.SeriesMasterId}\n{(happening.OriginalStart ?? start).UtcDateTime:yyyyMMddHHmm}";
        return new RemoteItem
        {
            Id = id,
            IsEvent = true,
            MessageName = $"event\n{name}",
            ThreadName = happening.SeriesMasterId is { } master ? $"series\n{master}" : null,
            At = start,
            EndAt = happening.End is null ? null : TimeOf(happening.End) is var end && end < start ? start : end,
            Subject = PlainBody.Subject(whole.Subject),
            Body = PlainBody.Of(whole.Body?.Content, whole.Body?.ContentType == BodyType.Html),
            Location = PlainBody.Location(whole.Location?.DisplayName),
            Participants = Addresses([whole.Organizer, .. whole.Attendees ?? []]),
            IsPrivate = IsPrivate(happening) || IsPrivate(whole),
            OwnActivity = Guid.TryParse(whole.TransactionId, out var own) ? own : null,
        };
    }

    private static bool IsPrivate(Event happening) => happening.Sensitivity is { } sensitivity && sensitivity != Sensitivity.Normal;

    private static string? Mark(IEnumerable<SingleValueLegacyExtendedProperty> marks, string id) =>
        marks.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.OrdinalIgnoreCase))?.Value;

    private static List<string> Addresses(IEnumerable<Recipient?> recipients) =>
        [.. recipients.Select(r => EmailAddresses.Normalize(r?.EmailAddress?.Address)).OfType<string>().Distinct(StringComparer.Ordinal)];

    // asked for in UTC
    private static DateTimeOffset TimeOf(DateTimeTimeZone? time) =>
        DateTimeOffset.TryParse(time?.DateTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : DateTimeOffset.MinValue;
}
