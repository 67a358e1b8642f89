using System.Linq.Expressions;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Scoring;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence.Leads;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Leads.Scoring;

/// <summary>
/// <c>Lead.scoreBreakdown</c>: the score is evaluated again by the version of the model, and for the moment, that gave it, so that the
/// points sum to it however much time has passed. Three statements serve all leads of a level.
/// </summary>
internal sealed class ScoreBreakdownResolver : BatchResolver
{
    internal ScoreBreakdownResolver() => Requirements =
    [
        (Expression<Func<Lead, LeadId>>)(l => l.Id),
        (Expression<Func<Lead, int>>)(l => l.Score),
        (Expression<Func<Lead, DateTimeOffset?>>)(l => l.ScoredAt),
        (Expression<Func<Lead, int?>>)(l => l.ScoringVersion),
        (Expression<Func<Lead, LeadSourceId>>)(l => l.SourceId),
        (Expression<Func<Lead, string?>>)(l => l.Company),
        (Expression<Func<Lead, string?>>)(l => l.Title),
        (Expression<Func<Lead, string?>>)(l => l.Email),
        (Expression<Func<Lead, string?>>)(l => l.Phone),
        (Expression<Func<Lead, string?>>)(l => l.Industry),
        (Expression<Func<Lead, string?>>)(l => l.Region),
        (Expression<Func<Lead, int?>>)(l => l.Employees),
        (Expression<Func<Lead, string?>>)(l => l.Need),
        (Expression<Func<Lead, DateTimeOffset>>)(l => l.CreatedAt),
    ];

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        var db = AllRows.Db(batch.Services);
        List<int> versions = [.. Each(batch, i => batch.Required<int?>(i, 3)).OfType<int>().Distinct()];
        List<LeadId> ids = [.. Each(batch, i => batch.Required<LeadId>(i, 0)).Distinct()];
        var models = await db.ScoringModels.AsNoTracking().Where(m => versions.Contains(m.Number)).ToDictionaryAsync(m => m.Number, m => m.Definition, cancellationToken);
        var sources = await db.LeadSources.AsNoTracking().ToDictionaryAsync(s => s.Id, cancellationToken);
        var behaviours = (await db.LeadBehaviours.AsNoTracking().Where(b => ids.Contains(b.LeadId)).ToListAsync(cancellationToken)).ToLookup(b => b.LeadId);
        for (var i = 0; i < batch.Count; i++)
        {
            var score = batch.Required<int>(i, 1);
            if (batch.Required<DateTimeOffset?>(i, 2) is { } at && batch.Required<int?>(i, 3) is { } version)
                batch.SetResult(i, LeadScoring.Evaluate(models[version], DetailsOf(batch, i), sources[batch.Required<LeadSourceId>(i, 4)], LeadScoring.Scored(behaviours[batch.Required<LeadId>(i, 0)]), at).Contributions);
            else
                batch.SetResult(i, score == 0 ? [] : new[] { new ScoreContribution("earlier", score, "scored before there was a scoring model", batch.Required<DateTimeOffset>(i, 13)) });
        }
    }

    private static IEnumerable<T> Each<T>(BatchContext batch, Func<int, T> read) => Enumerable.Range(0, batch.Count).Select(read);

    // the name does not count
    private static LeadDetails DetailsOf(BatchContext batch, int i) => new()
    {
        Name = "",
        Company = batch.Required<string?>(i, 5),
        Title = batch.Required<string?>(i, 6),
        Email = batch.Required<string?>(i, 7),
        Phone = batch.Required<string?>(i, 8),
        Industry = batch.Required<string?>(i, 9),
        Region = batch.Required<string?>(i, 10),
        Employees = batch.Required<int?>(i, 11),
        Need = batch.Required<string?>(i, 12),
    };
}
