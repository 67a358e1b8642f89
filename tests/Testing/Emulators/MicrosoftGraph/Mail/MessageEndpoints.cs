using System.Globalization;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Delta;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Mail;

/// <summary>Messages: delta per folder, lists, single ones, drafts, answers, sending, moving.</summary>
internal sealed class MessageEndpoints(GraphEmulator emulator)
{
    internal GraphAnswer Delta(GraphRequest request, GraphMailbox mailbox, GraphFolder folder)
    {
        var query = new DeltaQuery<GraphMessage>(emulator, mailbox, folder.Log)
        {
            Context = "message",
            Write = (w, m, token) => MessageJson.Write(w, m, MessageJson.Select(token.Select), token.Expand, request),
            RemovedId = change => request.WantsImmutableIds ? change.Key : change.Id,
            IsInside = IsInside,
            FirstRound = (all, token) =>
            {
                var inside = all.Where(m => IsInside(m, token)).OrderByDescending(m => m.ReceivedAt);
                return token.Since is null ? token.IsDescending ? inside : all : inside.Take(emulator.Options.FilteredDeltaLimit);
            },
        };
        return query.Answer(request, () => FirstToken(request));
    }

    internal static GraphAnswer List(GraphRequest request, GraphEmulator emulator, GraphMailbox mailbox, IEnumerable<GraphMessage> messages)
    {
        var fields = MessageJson.Select(request.Query.GetValueOrDefault("$select"));
        var expand = request.Query.GetValueOrDefault("$expand");
        var filter = MessageFilter.Parse(request.Query.GetValueOrDefault("$filter"));
        var size = Math.Clamp(Number(request, "$top") ?? request.MaxPageSize ?? emulator.Options.PageSize, 1, 1000);
        var skip = Number(request, "$skip") ?? 0;
        var page = messages.Where(filter).OrderByDescending(m => m.ReceivedAt).Skip(skip).Take(size + 1).ToList();
        return GraphAnswer.Json(200, w =>
        {
            w.WriteString("@odata.context", $"{emulator.BaseUrl}/$metadata#users('{mailbox.Id}')/messages");
            if (page.Count > size)
            {
                var parameters = request.Query.Where(p => !p.Key.Equals("$skip", StringComparison.OrdinalIgnoreCase)).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}&");
                w.WriteString("@odata.nextLink", $"{emulator.BaseUrl}{request.Target.Split('?')[0]}?{string.Concat(parameters)}$skip={skip + size}");
            }
            w.WriteStartArray("value");
            foreach (var message in page.Take(size))
            {
                w.WriteStartObject();
                MessageJson.Write(w, message, fields, expand, request);
                w.WriteEndObject();
            }
            w.WriteEndArray();
        });
    }

    internal static GraphAnswer One(GraphRequest request, GraphMessage message, int status = 200)
    {
        var fields = MessageJson.Select(request.Query.GetValueOrDefault("$select"));
        return GraphAnswer.Json(status, w => MessageJson.Write(w, message, fields, request.Query.GetValueOrDefault("$expand"), request));
    }

    internal GraphAnswer CreateDraft(GraphRequest request, GraphMailbox mailbox)
    {
        var draft = Draft(mailbox);
        MessageJson.Read(request.Json, draft);
        if (request.Json.Text("internetMessageId") is { } id) draft.InternetMessageId = id;
        mailbox.Deliver(draft);
        return One(request, draft, 201);
    }

    internal GraphAnswer CreateReply(GraphRequest request, GraphMailbox mailbox, GraphMessage original, bool toAll)
    {
        var draft = Draft(mailbox);
        draft.Subject = original.Subject.StartsWith("Re: ", StringComparison.OrdinalIgnoreCase) ? original.Subject : $"Re: {original.Subject}";
        draft.ConversationId = original.ConversationId;
        draft.InReplyTo = original.InternetMessageId;
        draft.To = original.From is { } from ? [from] : [];
        if (toAll) draft.Cc = [.. original.To.Concat(original.Cc).Where(a => !a.Address.Equals(mailbox.Address, StringComparison.OrdinalIgnoreCase))];
        draft.Body = original.Body;
        draft.IsHtml = original.IsHtml;
        if (request.Body.Length > 0)
        {
            var hasBody = request.Json.TryGetProperty("message", out var message) && message.TryGetProperty("body", out _);
            var comment = request.Json.Text("comment");
            if (hasBody && comment is not null) throw new GraphRefusal(400, "ErrorInvalidRequest", "Specify either a comment or the body property of the message parameter, not both.");
            if (message.ValueKind == System.Text.Json.JsonValueKind.Object) MessageJson.Read(message, draft);
            if (comment is not null) draft.Body = $"{comment}\n\n{original.Body}";
        }
        mailbox.Deliver(draft);
        return One(request, draft, 201);
    }

    internal static GraphAnswer Update(GraphRequest request, GraphMailbox mailbox, GraphMessage message)
    {
        if (!message.IsDraft && new[] { "body", "subject", "toRecipients", "ccRecipients", "bccRecipients", "from" }.Any(p => request.Json.TryGetProperty(p, out _)))
            throw new GraphRefusal(403, "ErrorAccessDenied", "The property can be changed in drafts only.");
        MessageJson.Read(request.Json, message);
        if (request.Json.TryGetProperty("isRead", out var isRead)) mailbox.Mark(message, isRead.GetBoolean());
        else mailbox.Touch(message);
        return One(request, message);
    }

    internal GraphAnswer SendMail(GraphRequest request, GraphMailbox mailbox)
    {
        var draft = Draft(mailbox);
        MessageJson.Read(request.Json.GetProperty("message"), draft);
        mailbox.Deliver(draft);
        mailbox.SendDraft(draft);
        return GraphAnswer.Empty(202);
    }

    private GraphMessage Draft(GraphMailbox mailbox) => new(mailbox.NewId("AAkALgMsg"), mailbox.Drafts)
    {
        From = mailbox.Owner,
        IsDraft = true,
        IsRead = true,
        CreatedAt = emulator.Time.GetUtcNow(),
        InternetMessageId = $"<{mailbox.NewId("m")}@{mailbox.Address.Split('@')[^1]}>",
        ConversationId = mailbox.NewId("AAQkConv"),
    };

    private static DeltaToken FirstToken(GraphRequest request)
    {
        MessageJson.Select(request.Query.GetValueOrDefault("$select"));
        var order = request.Query.GetValueOrDefault("$orderby");
        if (order is not null && order != "receivedDateTime desc") throw new GraphRefusal(400, "ErrorInvalidUrlQuery", "Change tracking supports only $orderby=receivedDateTime desc.");
        if (request.Query.ContainsKey("$search")) throw new GraphRefusal(400, "ErrorInvalidUrlQuery", "Change tracking does not support $search.");
        (DateTimeOffset Since, bool IsExclusive)? since = request.Query.TryGetValue("$filter", out var filter) ? MessageFilter.ParseSince(filter) : null;
        return new DeltaToken
        {
            Select = request.Query.GetValueOrDefault("$select"),
            Expand = request.Query.GetValueOrDefault("$expand"),
            ChangeType = request.Query.GetValueOrDefault("changeType"),
            Top = Number(request, "$top"),
            Since = since?.Since,
            IsSinceExclusive = since?.IsExclusive ?? false,
            IsDescending = order is not null,
        };
    }

    private static bool IsInside(GraphMessage m, DeltaToken token) => token.Since is not { } since || (token.IsSinceExclusive ? m.ReceivedAt > since : m.ReceivedAt >= since);

    private static int? Number(GraphRequest request, string name) =>
        request.Query.TryGetValue(name, out var text) ? int.TryParse(text, CultureInfo.InvariantCulture, out var n) ? n : throw GraphRefusal.Invalid($"{name} is not a number.") : null;
}
