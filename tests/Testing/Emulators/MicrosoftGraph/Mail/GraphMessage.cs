namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

/// <summary>A message in a mailbox.</summary>
public sealed class GraphMessage
{
    internal GraphMessage(string immutableId, GraphFolder folder)
    {
        ImmutableId = immutableId;
        Id = immutableId;
        Folder = folder;
    }

    /// <summary>The id that stays when the message is moved or sent.</summary>
    public string ImmutableId { get; }

    /// <summary>The id that clients get that do not prefer immutable ones; another one after each move.</summary>
    public string Id { get; internal set; }

    public GraphFolder Folder { get; internal set; }

    public string Subject { get; internal set; } = "";

    public string Body { get; internal set; } = "";

    /// <summary>Whether the body is HTML and not text.</summary>
    public bool IsHtml { get; internal set; }

    public GraphAddress? From { get; internal set; }

    public IReadOnlyList<GraphAddress> To { get; internal set; } = [];

    public IReadOnlyList<GraphAddress> Cc { get; internal set; } = [];

    public IReadOnlyList<GraphAddress> Bcc { get; internal set; } = [];

    /// <summary>normal, personal, private or confidential.</summary>
    public string Sensitivity { get; internal set; } = "normal";

    public bool IsDraft { get; internal set; }

    public bool IsRead { get; internal set; }

    public bool HasAttachments { get; internal set; }

    public string InternetMessageId { get; internal set; } = "";

    public string ConversationId { get; internal set; } = "";

    /// <summary>The message that this one answers, by its internetMessageId.</summary>
    public string? InReplyTo { get; internal set; }

    /// <summary>Headers beside those that follow from the other properties.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; internal set; } = [];

    /// <summary>Extended properties by id.</summary>
    public IReadOnlyDictionary<string, string> ExtendedProperties { get; internal set; } = new Dictionary<string, string>();

    public DateTimeOffset CreatedAt { get; internal set; }

    public DateTimeOffset SentAt { get; internal set; }

    public DateTimeOffset ReceivedAt { get; internal set; }

    public DateTimeOffset ChangedAt { get; internal set; }

    /// <summary>Grows with every change; the etag.</summary>
    internal int Version { get; set; }

    /// <summary>The copy of a sent message answers what the sent one answers.</summary>
    internal void Answers(string? internetMessageId) => InReplyTo = internetMessageId;

    /// <summary>All that goes over the wire, as other mailboxes get it.</summary>
    internal IEnumerable<(string Name, string Value)> WireHeaders()
    {
        yield return ("Message-ID", InternetMessageId);
        yield return ("Subject", Subject);
        if (From is not null) yield return ("From", $"{From.Name} <{From.Address}>");
        if (InReplyTo is not null)
        {
            yield return ("In-Reply-To", InReplyTo);
            yield return ("References", InReplyTo);
        }
        if (Sensitivity != "normal") yield return ("Sensitivity", Sensitivity == "confidential" ? "Company-Confidential" : char.ToUpperInvariant(Sensitivity[0]) + Sensitivity[1..]);
        foreach (var header in Headers) yield return header;
    }
}
