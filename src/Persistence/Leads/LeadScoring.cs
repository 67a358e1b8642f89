using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Scoring;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Leads;

/// <summary>
/// Scores leads by the model in force. Whoever changes what a lead's score depends on scores it in the same transaction, so that the
/// breakdown, which is evaluated for the moment of the score, always sums to it.
/// </summary>
public sealed class LeadScoring
{
    private readonly ScoringModel? _model;
    private readonly Dictionary<LeadSourceId, LeadSource> _sources;

    private LeadScoring(ScoringModel? model, Dictionary<LeadSourceId, LeadSource> sources) => (_model, _sources) = (model, sources);

    /// <summary>The version of the model in force; null if there is none yet: leads keep the score that they have.</summary>
    public int? ModelVersion => _model?.Number;

    /// <summary>Reads the model in force and the lead sources.</summary>
    public static async Task<LeadScoring> LoadAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        var model = await db.ScoringModels.AsNoTracking().OrderByDescending(m => m.Number).FirstOrDefaultAsync(cancellationToken);
        return new LeadScoring(model, await db.LeadSources.AsNoTracking().ToDictionaryAsync(s => s.Id, cancellationToken));
    }

    /// <summary>The lead source with an id.</summary>
    public LeadSource SourceOf(Lead lead) => _sources[lead.SourceId];

    /// <summary>Scores a lead of which all behaviours are given, as for one that is new.</summary>
    public void Rate(Lead lead, IReadOnlyCollection<LeadBehaviour> behaviours, DateTimeOffset now)
    {
        if (_model is null) return;
        lead.Rate(Evaluate(_model.Definition, lead.Details, SourceOf(lead), Scored(behaviours), now), _model.Number, now);
    }

    /// <summary>Scores tracked leads with what is stored of their behaviours: save these first. The caller saves the leads.</summary>
    public async Task RateAsync(CrmDbContext db, IReadOnlyCollection<Lead> leads, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (_model is null) return;
        var alive = leads.Where(l => l.Status != LeadStatus.Merged).ToList();
        List<LeadId> ids = [.. alive.Select(l => l.Id)];
        var behaviours = (await db.LeadBehaviours.AsNoTracking().Where(b => ids.Contains(b.LeadId)).ToListAsync(cancellationToken)).ToLookup(b => b.LeadId);
        foreach (var lead in alive) Rate(lead, [.. behaviours[lead.Id]], now);
    }

    /// <summary>Evaluates rules for a lead; the order of the behaviours does not matter to the last digit.</summary>
    public static LeadScore Evaluate(ScoringDefinition rules, LeadDetails details, LeadSource source, IReadOnlyCollection<ScoredBehaviour> behaviours, DateTimeOffset now) =>
        rules.Evaluate(new ScoredProfile(details, source.Key, source.Channel), behaviours, now);

    /// <summary>What scoring reads of behaviours, oldest first: sums of fractions depend on their order.</summary>
    public static IReadOnlyList<ScoredBehaviour> Scored(IEnumerable<LeadBehaviour> behaviours) =>
        [.. behaviours.OrderBy(b => b.At).ThenBy(b => b.Id).Select(b => new ScoredBehaviour(b.Kind, b.At))];
}

/// <summary>Scores leads again.</summary>
public static class LeadRescoring
{
    private const int Batch = 500;

    /// <summary>Scores one tracked lead as it stands, behaviours saved, and saves it. Call it in the transaction that changed it.</summary>
    public static async Task RescoreAsync(this CrmDbContext db, Lead lead, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var scoring = await LeadScoring.LoadAsync(db, cancellationToken);
        await scoring.RateAsync(db, [lead], now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Notes what a lead did in an activity that has been done, and scores the lead. Call it in the transaction that saved the activity.</summary>
    public static async Task NoteBehaviourAsync(this CrmDbContext db, Domain.Activities.Activity activity, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (LeadBehaviour.Of(activity, now) is not { } behaviour) return;
        var lead = await db.Leads.SingleAsync(l => l.Id == behaviour.LeadId, cancellationToken);
        db.LeadBehaviours.Add(behaviour);
        await db.SaveChangesAsync(cancellationToken);
        await db.RescoreAsync(lead, now, cancellationToken);
    }

    /// <summary>
    /// Scores the next leads after an id that were scored by an older model or before a moment, in one transaction. Repeat it with the last
    /// id until that is null.
    /// </summary>
    /// <param name="db">A context without pending changes; it has none afterwards.</param>
    /// <param name="after">Where the previous batch ended; null to begin.</param>
    /// <param name="scoredBefore">Leads that were scored at this moment or later by the model in force are left alone; null to take only those of older models.</param>
    /// <param name="now">The moment to score for.</param>
    /// <param name="cancellationToken">Gives up; the batch is rolled back.</param>
    public static async Task<RescoredBatch> RescoreBatchAsync(
        this CrmDbContext db, LeadId? after, DateTimeOffset? scoredBefore, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var scoring = await LeadScoring.LoadAsync(db, cancellationToken);
        if (scoring.ModelVersion is not { } version) return new RescoredBatch(0, null);
        var stale = db.Leads.Where(l => l.Status != LeadStatus.Merged && (l.ScoringVersion == null || l.ScoringVersion != version || l.ScoredAt < scoredBefore));
        if (after is { } last) stale = stale.Where(l => l.Id.CompareTo(last) > 0);
        var leads = await stale.OrderBy(l => l.Id).Take(Batch).ToListAsync(cancellationToken);
        await scoring.RateAsync(db, leads, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return new RescoredBatch(leads.Count, leads.Count < Batch ? null : leads[^1].Id);
    }
}

/// <summary>How far scoring again has come.</summary>
/// <param name="Count">How many leads the batch held.</param>
/// <param name="Last">Where to go on; null if there is no more.</param>
public sealed record RescoredBatch(int Count, LeadId? Last);
