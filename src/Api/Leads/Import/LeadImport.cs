using System.Globalization;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Leads;

namespace CrmGraph.Api.Leads.Import;

/// <summary>
/// Imports a CSV in two passes: the first only checks, so that every problem is listed and the database is not kept from others
/// meanwhile; the second stores all rows in one transaction, in batches that are forgotten as soon as they are written.
/// </summary>
internal sealed class LeadImport(CrmDbContext db, LeadWriter writer, LeadSource source, TimeProvider time)
{
    /// <summary>At most so many rows.</summary>
    internal const int MaxRows = 100_000;

    private const int Batch = 1000;

    /// <summary>Checks all rows.</summary>
    /// <exception cref="DomainException">LIMIT_EXCEEDED: too many rows.</exception>
    internal static void Check(LeadCsv csv, ImportProblems problems, CancellationToken cancellationToken)
    {
        foreach (var row in csv.Rows(problems))
        {
            if (row.Number > MaxRows)
                throw new DomainException(ErrorCode.LimitExceeded, string.Create(CultureInfo.InvariantCulture, $"The CSV has more than {MaxRows} rows; import it in parts."), "csv");
            if (row.Number % Batch == 0) cancellationToken.ThrowIfCancellationRequested();
            // without names every row would only repeat what was said of the header
            if (!csv.HasNames) continue;
            foreach (var problem in row.Details.Problems())
            {
                var column = csv.ColumnOf(problem.Path![0]);
                problems.Add(new ImportProblem(row.Number, column, problem.Message));
            }
        }
    }

    /// <summary>Stores all rows, or none.</summary>
    /// <param name="csv">The rows, checked.</param>
    /// <param name="seller">Who gets what no rule of assignment matches; null if nobody does.</param>
    /// <param name="blocked">Takes the rows that duplicates stand in the way of; null if none do.</param>
    /// <param name="isRight">Asked at the end whether the rows stay.</param>
    /// <param name="cancellationToken">Gives up; nothing stays behind.</param>
    /// <returns>How many.</returns>
    internal async Task<int> StoreAsync(LeadCsv csv, User? seller, BlockedRows? blocked, Func<bool> isRight, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var intake = await LeadIntake.LoadAsync(db, assign: true, cancellationToken);
        // rows are looked up when they are stored, so that earlier ones of the same CSV are found like all others
        var imported = await writer.WriteAsync(Batches(csv, intake, seller, blocked), blocked is null ? null : blocked.FindAsync, cancellationToken);
        if (!isRight()) return 0;
        await transaction.CommitAsync(cancellationToken);
        return imported;
    }

    private IEnumerable<IReadOnlyList<Lead>> Batches(LeadCsv csv, LeadIntake intake, User? seller, BlockedRows? blocked)
    {
        foreach (var rows in csv.Rows(null).Chunk(blocked is null ? Batch : BlockedRows.Batch))
        {
            // ids begin with the time: with one time per batch the indexes grow at their ends, and not everywhere
            var now = time.GetUtcNow();
            List<Lead> leads = [];
            foreach (var row in rows)
            {
                if (blocked is not null && row.Details.Problems().Count > 0) continue;
                var lead = Lead.Create(row.Details, source.Id, null, now);
                if (!intake.Take(lead, [], now) && seller is not null) lead.AssignTo(seller, now, reason: "Imported; no rule of assignment matches.");
                blocked?.Note(row, lead);
                leads.Add(lead);
            }
            yield return leads;
        }
    }
}
