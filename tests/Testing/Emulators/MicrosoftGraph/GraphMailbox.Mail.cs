using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

public sealed partial class GraphMailbox
{
    private readonly Dictionary<string, GraphMessage> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphMessage> _messagesById = new(StringComparer.Ordinal);

    /// <summary>All messages.</summary>
    public IReadOnlyList<GraphMessage> Messages
    {
        get
        {
            lock (Gate) return [.. _messages.Values];
        }
    }

    /// <summary>A message comes from outside.</summary>
    public GraphMessage Receive(
        GraphAddress from,
        string subject,
        string body = "",
        IEnumerable<GraphAddress>? to = null,
        IEnumerable<GraphAddress>? cc = null,
        DateTimeOffset? at = null,
        string sensitivity = "normal",
        bool isHtml = false,
        bool hasAttachments = false,
        GraphFolder? folder = null,
        GraphMessage? inReplyTo = null,
        string? internetMessageId = null,
        IEnumerable<(string Name, string Value)>? headers = null)
    {
        var when = at ?? Now;
        return Deliver(new GraphMessage(NewId("AAkALgMsg"), folder ?? Inbox)
        {
            From = from,
            To = to is null ? [Owner] : [.. to],
            Cc = cc is null ? [] : [.. cc],
            Subject = subject,
            Body = body,
            IsHtml = isHtml,
            Sensitivity = sensitivity,
            HasAttachments = hasAttachments,
            InternetMessageId = internetMessageId ?? $"<{NewId("m")}@{from.Address.Split('@')[^1]}>",
            ConversationId = inReplyTo?.ConversationId ?? NewId("AAQkConv"),
            InReplyTo = inReplyTo?.InternetMessageId,
            Headers = headers is null ? [] : [.. headers],
            CreatedAt = when,
            SentAt = when,
            ReceivedAt = when,
        });
    }

    /// <summary>The owner writes and sends a message; it comes to those of its recipients that have a mailbox here.</summary>
    public GraphMessage Send(
        IEnumerable<GraphAddress> to,
        string subject,
        string body = "",
        IEnumerable<GraphAddress>? cc = null,
        IEnumerable<GraphAddress>? bcc = null,
        DateTimeOffset? at = null,
        string sensitivity = "normal",
        bool isHtml = false,
        GraphMessage? inReplyTo = null)
    {
        var draft = new GraphMessage(NewId("AAkALgMsg"), Drafts)
        {
            From = Owner,
            To = [.. to],
            Cc = cc is null ? [] : [.. cc],
            Bcc = bcc is null ? [] : [.. bcc],
            Subject = subject,
            Body = body,
            IsHtml = isHtml,
            Sensitivity = sensitivity,
            InternetMessageId = $"<{NewId("m")}@{Address.Split('@')[^1]}>",
            ConversationId = inReplyTo?.ConversationId ?? NewId("AAQkConv"),
            InReplyTo = inReplyTo?.InternetMessageId,
            CreatedAt = at ?? Now,
            IsDraft = true,
        };
        Deliver(draft);
        SendDraft(draft, at);
        return draft;
    }

    /// <summary>Moves a message into another folder: it goes from the one, and comes into the other with the same immutable id.</summary>
    public void Move(GraphMessage message, GraphFolder folder)
    {
        lock (Gate)
        {
            if (message.Folder == folder) return;
            Leave(message, "changed");
            Notify("deleted", message);
            message.Folder = folder;
            message.Id = NewId("AAMkADMsg");
            Enter(message, "created");
        }
    }

    /// <summary>Marks a message as read or unread.</summary>
    public void Mark(GraphMessage message, bool isRead)
    {
        lock (Gate)
        {
            if (message.IsRead != isRead) message.Folder.Unread += isRead ? -1 : 1;
            message.IsRead = isRead;
            Touch(message);
        }
    }

    /// <summary>Throws a message away: into the folder of deleted ones, or for good if it is there.</summary>
    public void Delete(GraphMessage message)
    {
        if (message.Folder == DeletedItems) DeletePermanently(message);
        else Move(message, DeletedItems);
    }

    /// <summary>Removes a message for good.</summary>
    public void DeletePermanently(GraphMessage message)
    {
        lock (Gate)
        {
            Leave(message, "deleted");
            _messages.Remove(message.ImmutableId);
            Notify("deleted", message);
        }
    }

    internal GraphMessage Message(string id) =>
        _messages.GetValueOrDefault(id) ?? _messagesById.GetValueOrDefault(id) ?? throw GraphRefusal.NotFound();

    internal GraphMessage Deliver(GraphMessage message)
    {
        lock (Gate)
        {
            message.Id = NewId("AAMkADMsg");
            _messages[message.ImmutableId] = message;
            Enter(message, "created");
        }
        return message;
    }

    /// <summary>Sends a draft: it becomes the copy in the sent items, under its immutable id.</summary>
    internal void SendDraft(GraphMessage draft, DateTimeOffset? at = null)
    {
        lock (Gate)
        {
            if (!draft.IsDraft) throw GraphRefusal.Invalid("The message was sent before.");
            if (draft.To.Count + draft.Cc.Count + draft.Bcc.Count == 0) throw new GraphRefusal(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
            draft.IsDraft = false;
            draft.IsRead = true;
            draft.SentAt = at ?? Now;
            draft.ReceivedAt = draft.SentAt;
            draft.From ??= Owner;
            Move(draft, SentItems);
        }
        foreach (var address in draft.To.Concat(draft.Cc).Concat(draft.Bcc).Select(a => a.Address).Distinct(StringComparer.OrdinalIgnoreCase))
            _emulator.Find(address)?.Receive(draft.From, draft.Subject, draft.Body, draft.To, draft.Cc, draft.SentAt, draft.Sensitivity, draft.IsHtml, draft.HasAttachments, null, draft, draft.InternetMessageId, draft.Headers)
                .Answers(draft.InReplyTo);
    }

    internal void Touch(GraphMessage message)
    {
        message.Version++;
        message.ChangedAt = Now;
        message.Folder.Log.Put(message.ImmutableId, message.Id, message);
        Notify("updated", message);
    }

    private void Enter(GraphMessage message, string change)
    {
        message.Version++;
        message.ChangedAt = Now;
        _messagesById[message.Id] = message;
        message.Folder.Count++;
        if (!message.IsRead) message.Folder.Unread++;
        message.Folder.Log.Put(message.ImmutableId, message.Id, message);
        Notify(change, message);
    }

    private void Leave(GraphMessage message, string reason)
    {
        message.Folder.Count--;
        if (!message.IsRead) message.Folder.Unread--;
        _messagesById.Remove(message.Id);
        message.Folder.Log.Remove(message.ImmutableId, message.Id, reason);
    }

    private void Notify(string change, GraphMessage message) => _emulator.Subscriptions.Tell(this, change, message);
}
