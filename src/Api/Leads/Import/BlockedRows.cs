using System.Globalization;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Duplicates;

namespace CrmGraph.Api.Leads.Import;

/// <summary>Finds, where the policy is BLOCK, the rows of a CSV that probably are leads already, or the same as an earlier row.</summary>
internal sealed class BlockedRows(DuplicateFinder finder, DuplicatePolicy policy, Caller caller, LeadCsv csv, ImportProblems problems)
{
    /// <summary>So many rows are looked up at once: what they have in common with others still fits into one statement.</summary>
    internal const int Batch = 200;

    private readonly Dictionary<Guid, int> _rows = [];

    /// <summary>Notes which row became a lead.</summary>
    internal void Note(LeadRow row, Lead lead) => _rows[lead.Id.Value] = row.Number;

    /// <summary>Looks up leads that have been written. Of rows that are the same, all but the first are problems; of very many, at least the last.</summary>
    internal async Task FindAsync(IReadOnlyList<DuplicateQuestion> written, CancellationToken cancellationToken)
    {
        var found = await finder.FindAsync(MatchedEntity.Lead, written, caller, cancellationToken);
        for (var i = 0; i < written.Count; i++)
        {
            var row = _rows[written[i].RecordId];
            var match = found[i].FirstOrDefault(m => m.Refuses && m.Candidate.Similarity >= policy.Threshold && RowOf(m) is var other && (other is null || other < row));
            if (match is not null) problems.Add(new ImportProblem(row, ColumnOf(match), MessageOf(match)));
        }
    }

    private int? RowOf(DuplicateMatch match) => _rows.TryGetValue(match.Candidate.RecordId, out var row) ? row : null;

    private string ColumnOf(DuplicateMatch match) => csv.ColumnOf(match.Candidate.MatchedOn[0] switch
    {
        "similarCompany" => "company",
        "domain" => "email",
        var evidence => evidence,
    });

    private string MessageOf(DuplicateMatch match)
    {
        var evidence = string.Join(", ", match.Candidate.MatchedOn);
        return RowOf(match) is { } row
            ? string.Create(CultureInfo.InvariantCulture, $"Row {row} is probably the same lead (same {evidence}); the policy is BLOCK: leave one out.")
            : $"This lead probably exists already (same {evidence}); the policy is BLOCK: leave the row out and use the existing one.";
    }
}
