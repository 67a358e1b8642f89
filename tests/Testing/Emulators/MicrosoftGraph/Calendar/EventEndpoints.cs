using CrmGraph.Testing.Emulators.MicrosoftGraph.Delta;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Calendar;

/// <summary>Events: delta and list of a window, single ones, new ones, changes, calling off.</summary>
internal sealed class EventEndpoints(GraphEmulator emulator)
{
    private static readonly string[] RefusedInDelta = ["$select", "$expand", "$filter", "$orderby", "$search"];

    internal GraphAnswer Delta(GraphRequest request, GraphMailbox mailbox) => new DeltaQuery<GraphEvent>(emulator, mailbox, mailbox.EventLog)
    {
        Context = "event",
        Write = (w, e, _) =>
        {
            if (e.Type == GraphEventType.Occurrence && emulator.Options.AreOccurrencesBrief) EventJson.WriteBriefly(w, e, request.TimeZone, request.WantsImmutableIds);
            else EventJson.Write(w, e, mailbox, EventJson.Select(null), request);
        },
        RemovedId = change => request.WantsImmutableIds ? change.Key : change.Id,
        IsInside = (e, token) => IsInside(mailbox, e, token.Start!.Value, token.End!.Value),
        FirstRound = (all, token) => Window(all, token.Start!.Value, token.End!.Value, withMasters: true),
        TellsOutsiders = true,
    }.Answer(request, () =>
    {
        if (RefusedInDelta.FirstOrDefault(request.Query.ContainsKey) is { } parameter) throw new GraphRefusal(400, "ErrorInvalidUrlQuery", $"The following parameters are not supported with change tracking over the 'CalendarView' resource: '{parameter}'.");
        return new DeltaToken { Start = EventTimes.Parameter(request, "startDateTime"), End = EventTimes.Parameter(request, "endDateTime") };
    });

    internal GraphAnswer View(GraphRequest request, GraphMailbox mailbox) =>
        List(request, mailbox, Window(mailbox.Events, EventTimes.Parameter(request, "startDateTime"), EventTimes.Parameter(request, "endDateTime"), withMasters: false));

    internal GraphAnswer List(GraphRequest request, GraphMailbox mailbox, IEnumerable<GraphEvent> events)
    {
        var fields = EventJson.Select(request.Query.GetValueOrDefault("$select"));
        var filter = request.Query.GetValueOrDefault("$filter");
        if (filter is not null)
        {
            var parts = filter.Split(" eq ", 2);
            var value = parts[^1].Trim().Trim('\'').Replace("''", "'", StringComparison.Ordinal);
            events = parts[0].Trim() switch
            {
                "iCalUId" => events.Where(e => e.ICalUId == value),
                "transactionId" => events.Where(e => e.TransactionId == value),
                _ => throw new GraphRefusal(400, "ErrorInvalidUrlQueryFilter", $"The filter '{filter}' is not supported."),
            };
        }
        var size = Math.Clamp(request.Query.TryGetValue("$top", out var top) && int.TryParse(top, out var n) ? n : request.MaxPageSize ?? emulator.Options.PageSize, 1, 1000);
        var skip = request.Query.TryGetValue("$skip", out var skipText) && int.TryParse(skipText, out var s) ? s : 0;
        var page = events.OrderBy(e => e.Start).ThenBy(e => e.ImmutableId, StringComparer.Ordinal).Skip(skip).Take(size + 1).ToList();
        return GraphAnswer.Json(200, w =>
        {
            w.WriteString("@odata.context", $"{emulator.BaseUrl}/$metadata#users('{mailbox.Id}')/events");
            if (page.Count > size)
            {
                var parameters = request.Query.Where(p => !p.Key.Equals("$skip", StringComparison.OrdinalIgnoreCase)).Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}&");
                w.WriteString("@odata.nextLink", $"{emulator.BaseUrl}{request.Target.Split('?')[0]}?{string.Concat(parameters)}$skip={skip + size}");
            }
            w.WriteStartArray("value");
            foreach (var e in page.Take(size))
            {
                w.WriteStartObject();
                EventJson.Write(w, e, mailbox, fields, request);
                w.WriteEndObject();
            }
            w.WriteEndArray();
        });
    }

    internal static GraphAnswer One(GraphRequest request, GraphMailbox mailbox, GraphEvent e, int status = 200)
    {
        var fields = EventJson.Select(request.Query.GetValueOrDefault("$select"));
        return GraphAnswer.Json(status, w => EventJson.Write(w, e, mailbox, fields, request));
    }

    internal GraphAnswer Create(GraphRequest request, GraphMailbox mailbox)
    {
        var transaction = request.Json.Text("transactionId");
        GraphEvent created;
        lock (mailbox.Gate)
        {
            if (transaction is not null && mailbox.Events.FirstOrDefault(e => e.TransactionId == transaction) is { } there)
            {
                if (emulator.Options.IsRepeatedTransactionRefused) throw new GraphRefusal(409, "ErrorDuplicateTransactionId", "An event with this transactionId was created before.");
                return One(request, mailbox, there, 201);
            }
            created = Read(request, mailbox);
            mailbox.PutEvent(created, "created");
        }
        mailbox.Invite(created);
        return One(request, mailbox, created, 201);
    }

    internal static GraphAnswer Update(GraphRequest request, GraphMailbox mailbox, GraphEvent e)
    {
        var (start, end) = (e.Start, e.End);
        EventJson.Read(request.Json, e);
        if (e.Type == GraphEventType.Occurrence && (start, end) != (e.Start, e.End)) e.Type = GraphEventType.Exception;
        mailbox.PutEvent(e, "updated");
        mailbox.TellAttendees(e);
        return One(request, mailbox, e);
    }

    internal static GraphAnswer Cancel(GraphMailbox mailbox, GraphEvent e)
    {
        if (!mailbox.IsOrganizer(e)) throw new GraphRefusal(400, "ErrorInvalidRequest", "Your request can't be completed. You need to be an organizer to cancel a meeting.");
        mailbox.CancelEvent(e);
        return GraphAnswer.Empty(202);
    }

    private GraphEvent Read(GraphRequest request, GraphMailbox mailbox)
    {
        if (request.Json.ReadTime("start") is null || request.Json.ReadTime("end") is null) throw new GraphRefusal(400, "ErrorPropertyValidationFailure", "At least one property failed validation: start and end are required.");
        var read = new GraphEvent(mailbox.NewId("AAkALgEvt"), mailbox.NewId("AAMkADEvt"), GraphEventType.SingleInstance, null)
        {
            Organizer = mailbox.Owner,
            ICalUId = mailbox.NewICalUId(),
            TransactionId = request.Json.Text("transactionId"),
            CreatedAt = emulator.Time.GetUtcNow(),
        };
        EventJson.Read(request.Json, read);
        return read;
    }

    private static bool Overlaps(GraphEvent e, DateTimeOffset start, DateTimeOffset end) => e.Start < end && e.End > start;

    private static bool IsInside(GraphMailbox mailbox, GraphEvent e, DateTimeOffset start, DateTimeOffset end) =>
        e.Type == GraphEventType.SeriesMaster ? mailbox.Events.Any(o => o.SeriesMaster == e && Overlaps(o, start, end)) : Overlaps(e, start, end);

    private static IEnumerable<GraphEvent> Window(IEnumerable<GraphEvent> all, DateTimeOffset start, DateTimeOffset end, bool withMasters)
    {
        var inside = all.Where(e => e.Type != GraphEventType.SeriesMaster && Overlaps(e, start, end)).ToList();
        return withMasters ? inside.Select(e => e.SeriesMaster).OfType<GraphEvent>().Distinct().Concat(inside) : inside;
    }
}
