using System.Globalization;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Delta;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

public sealed partial class GraphMailbox
{
    private readonly Dictionary<string, GraphEvent> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphEvent> _eventsById = new(StringComparer.Ordinal);

    /// <summary>All events: single ones, series, and their occurrences.</summary>
    public IReadOnlyList<GraphEvent> Events
    {
        get
        {
            lock (Gate) return [.. _events.Values];
        }
    }

    internal ChangeLog<GraphEvent> EventLog { get; } = new();

    /// <summary>The owner puts an event into the calendar; it comes into the calendars of those attendees that have a mailbox here.</summary>
    public GraphEvent AddEvent(
        string subject,
        DateTimeOffset start,
        TimeSpan? duration = null,
        IEnumerable<GraphAddress>? attendees = null,
        GraphAddress? organizer = null,
        string body = "",
        string sensitivity = "normal",
        string? location = null,
        string? iCalUId = null)
    {
        var single = new GraphEvent(NewId("AAkALgEvt"), NewId("AAMkADEvt"), GraphEventType.SingleInstance, null)
        {
            Subject = subject,
            Body = body,
            Start = start,
            End = start + (duration ?? TimeSpan.FromHours(1)),
            Attendees = attendees is null ? [] : [.. attendees.Select(a => new GraphAttendee(a))],
            Organizer = organizer ?? Owner,
            Sensitivity = sensitivity,
            Location = location,
            ICalUId = iCalUId ?? NewICalUId(),
            CreatedAt = Now,
        };
        PutEvent(single, "created");
        Invite(single);
        return single;
    }

    /// <summary>The owner puts a series into the calendar; answers with its occurrences.</summary>
    public IReadOnlyList<GraphEvent> AddSeries(
        string subject,
        DateTimeOffset start,
        int occurrences,
        int intervalDays = 7,
        TimeSpan? duration = null,
        IEnumerable<GraphAddress>? attendees = null,
        GraphAddress? organizer = null,
        string sensitivity = "normal")
    {
        var length = duration ?? TimeSpan.FromHours(1);
        var master = new GraphEvent(NewId("AAkALgEvt"), NewId("AAMkADEvt"), GraphEventType.SeriesMaster, null)
        {
            Subject = subject,
            Start = start,
            End = start + length,
            Attendees = attendees is null ? [] : [.. attendees.Select(a => new GraphAttendee(a))],
            Organizer = organizer ?? Owner,
            Sensitivity = sensitivity,
            ICalUId = NewICalUId(),
            IntervalDays = intervalDays,
            Occurrences = occurrences,
            CreatedAt = Now,
        };
        PutEvent(master, "created");
        return [.. Enumerable.Range(0, occurrences).Select(i => AddOccurrence(master, start.AddDays(i * intervalDays), length))];
    }

    /// <summary>Moves an event to another time; an occurrence of a series becomes an exception.</summary>
    public void MoveEvent(GraphEvent moved, DateTimeOffset start)
    {
        lock (Gate)
        {
            var length = moved.End - moved.Start;
            moved.Start = start;
            moved.End = start + length;
            if (moved.Type == GraphEventType.Occurrence) moved.Type = GraphEventType.Exception;
            PutEvent(moved, "updated");
        }
        ForEachCopy(moved, (mailbox, copy) => mailbox.MoveCopy(copy, moved));
    }

    /// <summary>The organizer calls an event off: here it goes, in the others' calendars it stays as cancelled.</summary>
    public void CancelEvent(GraphEvent cancelled)
    {
        ForEachCopy(cancelled, (mailbox, copy) => mailbox.MarkCancelled(copy));
        if (IsOrganizer(cancelled)) DeleteEvent(cancelled);
        else MarkCancelled(cancelled);
    }

    /// <summary>Takes an event out of this calendar, of a series with all its occurrences.</summary>
    public void DeleteEvent(GraphEvent deleted)
    {
        lock (Gate)
        {
            if (deleted.Type == GraphEventType.SeriesMaster)
            {
                foreach (var occurrence in _events.Values.Where(e => e.SeriesMaster == deleted).ToList()) DeleteEvent(occurrence);
            }
            _events.Remove(deleted.ImmutableId);
            _eventsById.Remove(deleted.Id);
            EventLog.Remove(deleted.ImmutableId, deleted.Id, "deleted");
            _emulator.Subscriptions.Tell(this, "deleted", deleted);
        }
    }

    internal GraphEvent Event(string id)
    {
        lock (Gate) return _events.GetValueOrDefault(id) ?? _eventsById.GetValueOrDefault(id) ?? throw GraphRefusal.NotFound();
    }

    internal bool IsOrganizer(GraphEvent e) => Address.Equals(e.Organizer?.Address, StringComparison.OrdinalIgnoreCase);

    internal string NewICalUId() => $"040000008200E00074C5B7101A82E008{NewId("").ToUpperInvariant()}";

    internal void PutEvent(GraphEvent e, string change)
    {
        lock (Gate)
        {
            e.Version++;
            e.ChangedAt = Now;
            _events[e.ImmutableId] = e;
            _eventsById[e.Id] = e;
            EventLog.Put(e.ImmutableId, e.Id, e);
            _emulator.Subscriptions.Tell(this, change, e);
        }
    }

    /// <summary>Copies an event into the attendees' calendars.</summary>
    internal void Invite(GraphEvent e)
    {
        if (!IsOrganizer(e)) return;
        foreach (var attendee in e.Attendees.Where(a => !a.Who.Address.Equals(Address, StringComparison.OrdinalIgnoreCase)))
        {
            if (_emulator.Find(attendee.Who.Address) is { } mailbox && mailbox.Copy(e) is null)
                mailbox.AddEvent(e.Subject, e.Start, e.End - e.Start, e.Attendees.Select(a => a.Who), e.Organizer, e.Body, e.Sensitivity, e.Location, e.ICalUId);
        }
    }

    /// <summary>The attendees' calendars follow what the organizer changed.</summary>
    internal void TellAttendees(GraphEvent e)
    {
        Invite(e);
        ForEachCopy(e, (mailbox, copy) =>
        {
            copy.Subject = e.Subject;
            copy.Body = e.Body;
            copy.Location = e.Location;
            copy.Attendees = e.Attendees;
            mailbox.MoveCopy(copy, e);
        });
    }

    private GraphEvent AddOccurrence(GraphEvent master, DateTimeOffset start, TimeSpan length)
    {
        var occurrence = new GraphEvent(NewId("AAkALgOcc"), NewId("AAMkADOcc"), GraphEventType.Occurrence, master)
        {
            Subject = master.Subject,
            Body = master.Body,
            Start = start,
            End = start + length,
            OriginalStart = start,
            Attendees = master.Attendees,
            Organizer = master.Organizer,
            Sensitivity = master.Sensitivity,
            ICalUId = $"{master.ICalUId}{start.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}",
            CreatedAt = Now,
        };
        PutEvent(occurrence, "created");
        return occurrence;
    }

    private void ForEachCopy(GraphEvent e, Action<GraphMailbox, GraphEvent> act)
    {
        if (!IsOrganizer(e)) return;
        foreach (var mailbox in e.Attendees.Select(a => _emulator.Find(a.Who.Address)).OfType<GraphMailbox>().Where(m => m != this))
        {
            if (mailbox.Copy(e) is { } copy) act(mailbox, copy);
        }
    }

    private GraphEvent? Copy(GraphEvent e) => Events.FirstOrDefault(c => c.ICalUId == e.ICalUId);

    private void MoveCopy(GraphEvent copy, GraphEvent original)
    {
        copy.Start = original.Start;
        copy.End = original.End;
        PutEvent(copy, "updated");
    }

    private void MarkCancelled(GraphEvent copy)
    {
        copy.IsCancelled = true;
        if (!copy.Subject.StartsWith("Canceled: ", StringComparison.Ordinal)) copy.Subject = $"Canceled: {copy.Subject}";
        PutEvent(copy, "updated");
    }
}
