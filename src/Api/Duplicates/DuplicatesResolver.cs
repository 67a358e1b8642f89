using System.Linq.Expressions;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Duplicates;

namespace CrmGraph.Api.Duplicates;

/// <summary><c>Lead.duplicates</c>: three statements find those of all leads of a level.</summary>
internal sealed class DuplicatesResolver : BatchResolver
{
    internal DuplicatesResolver() => Requirements =
    [
        (Expression<Func<Lead, LeadId>>)(l => l.Id),
        (Expression<Func<Lead, string?>>)(l => l.Email),
        (Expression<Func<Lead, string?>>)(l => l.Phone),
        (Expression<Func<Lead, string?>>)(l => l.Company),
    ];

    public override async ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        var finder = batch.Services.GetRequiredService<DuplicateFinder>();
        var phones = batch.Services.GetRequiredService<PhoneNumbers>();
        var questions = Enumerable.Range(0, batch.Count)
            .Select(i => new DuplicateQuestion(
                batch.Required<LeadId>(i, 0).Value,
                MatchKeys.Of(batch.Required<string?>(i, 1), batch.Required<string?>(i, 2), batch.Required<string?>(i, 3), null, null, phones)))
            .ToList();
        var found = await finder.FindAsync(MatchedEntity.Lead, questions, batch.Request.Caller<Caller>(), cancellationToken);
        for (var i = 0; i < batch.Count; i++)
            batch.SetResult(i, found[i].Where(m => m.IsVisible).Select(m => m.Candidate).ToArray());
    }
}
