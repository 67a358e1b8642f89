using CrmGraph.Testing.Emulators.MicrosoftGraph.Calendar;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Mail;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

/// <summary>Which path leads where.</summary>
internal sealed class GraphRoutes(GraphEmulator emulator)
{
    private readonly MessageEndpoints _messages = new(emulator);
    private readonly FolderEndpoints _folders = new(emulator);
    private readonly EventEndpoints _events = new(emulator);

    internal async Task<GraphAnswer> AnswerAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        if (request.Segments is ["subscriptions", .. var subscription]) return await emulator.Subscriptions.Endpoints.AnswerAsync(request, subscription, cancellationToken);
        if (request.Segments is ["me", ..]) throw new GraphRefusal(400, "BadRequest", "/me request is only valid with delegated authentication flow.");
        if (request.Segments is not ["users", var user, .. var rest]) throw Unknown(request);
        var mailbox = emulator.Find(user) ?? throw new GraphRefusal(404, "ErrorInvalidUser", $"The requested user '{user}' is invalid.");
        // the drafts that are sent take locks of other mailboxes, so that they must not hold their own
        if ((request.Method, rest) is ("POST", ["messages", var draft, "send"])) return Send(mailbox, draft);
        if ((request.Method, rest) is ("POST", ["sendMail"])) return _messages.SendMail(request, mailbox);
        if (rest is ["events" or "calendar" or "calendars", ..] && request.Method != "GET") return Calendar(request, mailbox, rest);
        lock (mailbox.Gate)
        {
            return rest is ["events" or "calendar" or "calendars" or "calendarView", ..] ? Calendar(request, mailbox, rest) : Mail(request, mailbox, rest);
        }
    }

    private static GraphAnswer Send(GraphMailbox mailbox, string id)
    {
        GraphMessage draft;
        lock (mailbox.Gate) draft = mailbox.Message(id);
        mailbox.SendDraft(draft);
        return GraphAnswer.Empty(202);
    }

    private GraphAnswer Mail(GraphRequest request, GraphMailbox mailbox, string[] rest) => (request.Method, rest) switch
    {
        ("GET", []) => GraphAnswer.Json(200, w =>
        {
            w.WriteString("id", mailbox.Id);
            w.WriteString("displayName", mailbox.Name);
            w.WriteString("mail", mailbox.Address);
            w.WriteString("userPrincipalName", mailbox.Address);
        }),
        ("GET", ["mailFolders"]) => _folders.List(request, mailbox, mailbox.Root),
        ("POST", ["mailFolders"]) => FolderEndpoints.Create(request, mailbox, mailbox.Root),
        ("GET", ["mailFolders", "delta"]) => _folders.Delta(request, mailbox),
        ("GET", ["mailFolders", var id]) => FolderEndpoints.One(request, mailbox, mailbox.Folder(id)),
        ("DELETE", ["mailFolders", var id]) => Done(() => mailbox.DeleteFolder(mailbox.Folder(id))),
        ("GET", ["mailFolders", var id, "childFolders"]) => _folders.List(request, mailbox, mailbox.Folder(id)),
        ("POST", ["mailFolders", var id, "childFolders"]) => FolderEndpoints.Create(request, mailbox, mailbox.Folder(id)),
        ("GET", ["mailFolders", var id, "messages"]) => MessageEndpoints.List(request, emulator, mailbox, mailbox.Folder(id).Log.Present),
        ("GET", ["mailFolders", var id, "messages", "delta"]) => _messages.Delta(request, mailbox, mailbox.Folder(id)),
        ("GET", ["mailFolders", _, "messages", var id]) => MessageEndpoints.One(request, mailbox.Message(id)),
        ("GET", ["messages"]) => MessageEndpoints.List(request, emulator, mailbox, mailbox.Messages),
        ("POST", ["messages"]) => _messages.CreateDraft(request, mailbox),
        ("GET", ["messages", var id]) => MessageEndpoints.One(request, mailbox.Message(id)),
        ("PATCH", ["messages", var id]) => MessageEndpoints.Update(request, mailbox, mailbox.Message(id)),
        ("DELETE", ["messages", var id]) => Done(() => mailbox.Delete(mailbox.Message(id))),
        ("POST", ["messages", var id, "createReply"]) => _messages.CreateReply(request, mailbox, mailbox.Message(id), toAll: false),
        ("POST", ["messages", var id, "createReplyAll"]) => _messages.CreateReply(request, mailbox, mailbox.Message(id), toAll: true),
        ("POST", ["messages", var id, "move"]) => Move(request, mailbox, mailbox.Message(id)),
        _ => throw Unknown(request),
    };

    private GraphAnswer Calendar(GraphRequest request, GraphMailbox mailbox, string[] rest) => (request.Method, rest) switch
    {
        (_, ["calendar", .. var inside]) when inside.Length > 0 => Calendar(request, mailbox, inside),
        ("GET", ["calendarView", "delta"]) => _events.Delta(request, mailbox),
        ("GET", ["calendarView"]) => _events.View(request, mailbox),
        ("GET", ["events"]) => _events.List(request, mailbox, mailbox.Events.Where(e => e.SeriesMaster is null)),
        ("POST", ["events"]) => _events.Create(request, mailbox),
        ("GET", ["events", var id]) => EventEndpoints.One(request, mailbox, mailbox.Event(id)),
        ("PATCH", ["events", var id]) => EventEndpoints.Update(request, mailbox, mailbox.Event(id)),
        ("DELETE", ["events", var id]) => Done(() => Remove(mailbox, mailbox.Event(id))),
        ("POST", ["events", var id, "cancel"]) => EventEndpoints.Cancel(mailbox, mailbox.Event(id)),
        ("GET", ["events", var id, "instances"]) => _events.List(request, mailbox, mailbox.Events.Where(e => e.SeriesMaster == mailbox.Event(id))),
        _ => throw Unknown(request),
    };

    // an organizer who deletes a meeting calls it off
    private static void Remove(GraphMailbox mailbox, GraphEvent e)
    {
        if (mailbox.IsOrganizer(e)) mailbox.CancelEvent(e);
        else mailbox.DeleteEvent(e);
    }

    private static GraphAnswer Move(GraphRequest request, GraphMailbox mailbox, GraphMessage message)
    {
        mailbox.Move(message, mailbox.Folder(request.Json.Text("destinationId") ?? ""));
        return MessageEndpoints.One(request, message, 201);
    }

    private static GraphAnswer Done(Action act)
    {
        act();
        return GraphAnswer.Empty(204);
    }

    private static GraphRefusal Unknown(GraphRequest request) => new(400, "BadRequest", $"Resource not found for the segment '{request.Segments.LastOrDefault()}' ({request.Line}).");
}
