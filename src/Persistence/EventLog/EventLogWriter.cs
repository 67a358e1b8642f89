using CrmGraph.Domain.Shared;
using CrmGraph.Persistence.Bulk;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.EventLog;

/// <summary>Writes events into the log as the last thing that their transaction does; see <see cref="EventLogHead"/>.</summary>
internal sealed class EventLogWriter(EventJson json)
{
    private const int Batch = 500;
    private const int LongestRequestId = 64;

    /// <summary>Takes positions for events and writes them. The caller commits next, and does nothing in between.</summary>
    internal async Task WriteAsync(CrmDbContext db, IReadOnlyList<PendingEvent> events, CancellationToken cancellationToken)
    {
        using var rows = new RowWriter<LoggedEvent>(db);
        var position = await TakeAsync(db, events.Count, cancellationToken);
        foreach (var some in events.Chunk(Batch))
        {
            var described = Array.ConvertAll(some, e => (Pending: e, Description: EventCatalog.Describe(e.Happened)));
            var sequences = await SequencesAsync(db, [.. described.Select(d => d.Description.Subject.Value).Distinct()], cancellationToken);
            var logged = new List<LoggedEvent>(some.Length);
            foreach (var (pending, what) in described)
            {
                var sequence = sequences[what.Subject.Value] = sequences.GetValueOrDefault(what.Subject.Value) + 1;
                logged.Add(Log(pending, what, ++position, sequence));
            }
            await rows.WriteAsync(logged, cancellationToken);
        }
    }

    private LoggedEvent Log(PendingEvent pending, EventDescription what, long position, int sequence) => new()
    {
        Position = position,
        Id = Guid.CreateVersion7(pending.Happened.At),
        Type = what.Type,
        SubjectType = EventNames.TypeOf(what.Subject.GetType()),
        SubjectId = what.Subject.Value,
        Sequence = sequence,
        ActorId = what.By ?? pending.Origin?.ActorId,
        RequestId = pending.Origin?.RequestId is { Length: > LongestRequestId } id ? id[..LongestRequestId] : pending.Origin?.RequestId,
        At = pending.Happened.At,
        Resource = what.Resource,
        OwnerId = what.OwnerId,
        TeamId = what.TeamId,
        Changes = json.ChangesOf(pending.Changes),
        Data = json.DataOf(pending.Happened, what.Subject),
    };

    /// <summary>Takes the next positions; from here to the end of the transaction nobody else gets any.</summary>
    /// <returns>The position before the first of them.</returns>
    private static async Task<long> TakeAsync(CrmDbContext db, int count, CancellationToken cancellationToken)
    {
        var head = db.EventLogHeads.Where(h => h.Id == EventLogHead.OnlyId);
        await head.ExecuteUpdateAsync(h => h.SetProperty(x => x.Last, x => x.Last + count), cancellationToken);
        return await head.Select(h => h.Last).SingleAsync(cancellationToken) - count;
    }

    // the log keeps the newest event of each subject for ever, so that its numbers go on where they were
    private static Task<Dictionary<Guid, int>> SequencesAsync(CrmDbContext db, Guid[] subjects, CancellationToken cancellationToken) => db.Events
        .Where(e => subjects.Contains(e.SubjectId))
        .GroupBy(e => e.SubjectId)
        .Select(g => new { g.Key, Last = g.Max(e => e.Sequence) })
        .ToDictionaryAsync(g => g.Key, g => g.Last, cancellationToken);
}

/// <summary>An event that waits for the commit of its transaction.</summary>
/// <param name="Happened">What happened.</param>
/// <param name="Changes">What the save changed of the subject.</param>
/// <param name="Origin">Who did it; null if the system did.</param>
internal sealed record PendingEvent(IDomainEvent Happened, IReadOnlyCollection<FieldChange> Changes, ChangeOrigin? Origin);
