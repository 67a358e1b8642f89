using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence.Bulk;
using CrmGraph.Persistence.Duplicates;
using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Persistence.Leads;

/// <summary>
/// Inserts very many new leads, with their match keys, inside a transaction: the same rows as a save makes, without the change tracker.
/// Of what happened to each lead only its creation, as it ended up, and its becoming ready for sales are told when the transaction is
/// committed, so that little is kept per lead until then.
/// </summary>
public sealed class LeadWriter
{
    private readonly CrmDbContext _db;
    private readonly PhoneNumbers _phones;
    private readonly EventLogInterceptor _events;

    internal LeadWriter(CrmDbContext db, PhoneNumbers phones, EventLogInterceptor events) => (_db, _phones, _events) = (db, phones, events);

    /// <summary>Inserts leads in batches.</summary>
    /// <param name="batches">The leads; a batch is made when the one before it has been written.</param>
    /// <param name="written">Told of each batch that is written, with its match keys; null if nobody wants to know.</param>
    /// <param name="cancellationToken">Gives up; the caller rolls the transaction back.</param>
    /// <returns>How many.</returns>
    public async Task<int> WriteAsync(
        IEnumerable<IReadOnlyList<Lead>> batches, Func<IReadOnlyList<DuplicateQuestion>, CancellationToken, Task>? written, CancellationToken cancellationToken)
    {
        using var leads = new RowWriter<Lead>(_db);
        using var keys = new RowWriter<MatchKeyRow>(_db);
        var count = 0;
        foreach (var batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await leads.WriteAsync(batch, cancellationToken);
            DuplicateQuestion[] questions = [.. batch.Select(l => new DuplicateQuestion(l.Id.Value, MatchKeys.Of(l.Details, _phones)))];
            // shared, as those of whoever enters a customer knowing that it is there already
            await keys.WriteAsync([.. questions.SelectMany(q => q.Keys.Select(k => MatchKeyRow.Create(MatchedEntity.Lead, q.RecordId, k, exclusive: false)))], cancellationToken);
            _events.Keep(_db, batch.SelectMany(Told));
            if (written is not null) await written(questions, cancellationToken);
            count += batch.Count;
        }
        return count;
    }

    private static IEnumerable<IDomainEvent> Told(Lead lead)
    {
        foreach (var happened in lead.DequeueEvents())
        {
            if (happened is LeadCreated created) yield return created with { OwnerId = lead.OwnerId, TeamId = lead.TeamId };
            else if (happened is LeadBecameSalesReady ready) yield return ready with { OwnerId = lead.OwnerId, TeamId = lead.TeamId };
        }
    }
}
