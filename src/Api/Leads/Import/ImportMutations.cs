using CrmGraph.Api.Schema;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Duplicates;
using CrmGraph.Persistence.Leads;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Leads.Import;

/// <summary>CSV with a header line; columns are matched by name. With dryRun nothing is stored and every problem is listed.</summary>
/// <param name="Csv">The text, at most 100,000 rows (RFC 4180). Columns: name, company, title, email, phone, industry, region, employees, need, or their Chinese names.</param>
/// <param name="Source">The key of the lead source that all leads get.</param>
/// <param name="DryRun">Whether the rows are only checked.</param>
internal sealed record ImportLeadsInput(string Csv, string Source, [property: DefaultValue(false)] bool DryRun = false);

/// <summary>What an import has done. If there are problems, nothing was imported.</summary>
internal sealed class ImportLeadsPayload
{
    /// <summary>How many leads were imported; 0 for a dry run.</summary>
    public int Imported { get; init; }

    /// <summary>What is wrong with the CSV, by row: at most 1,000 problems, and one entry that says how many others there are.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; init; } = [];
}

/// <summary>Imports of leads.</summary>
internal static class ImportMutations
{
    /// <summary>
    /// Imports leads from a CSV: all rows, or none if any of them has a problem. Rows that probably are leads already, or the same as an
    /// earlier row, are problems if the policy for leads is BLOCK; else they are imported, and their duplicates list them.
    /// </summary>
    /// <param name="input">The CSV.</param>
    [Needs(Resource.Lead, Access.Create)]
    public static async Task<ImportLeadsPayload> ImportLeads(
        ImportLeadsInput input, Caller caller, CrmDbContext db, LeadWriter writer, DuplicateGuard duplicates, DuplicateFinder finder, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Lead, Access.Create);
        var source = await db.SourceAsync(input.Source, cancellationToken);
        var problems = new ImportProblems();
        var csv = new LeadCsv(input.Csv, problems);
        LeadImport.Check(csv, problems, cancellationToken);
        var policy = await duplicates.PolicyAsync(MatchedEntity.Lead, cancellationToken);
        var blocked = policy.Mode == DuplicateMode.Block && csv.HasNames ? new BlockedRows(finder, policy, caller, csv, problems) : null;
        if (blocked is null && (input.DryRun || problems.Count > 0)) return new ImportLeadsPayload { Problems = problems.Listed };
        var sells = caller.Role is Role.SalesRep or Role.SalesManager or Role.SalesDirector;
        var seller = sells ? await db.Users.AsNoTracking().SingleAsync(u => u.Id == caller.UserId, cancellationToken) : null;
        var stored = await new LeadImport(db, writer, source, time).StoreAsync(csv, seller, blocked, () => !input.DryRun && problems.Count == 0, cancellationToken);
        return new ImportLeadsPayload { Imported = stored, Problems = problems.Listed };
    }
}
