using System.Data;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmGraph.Persistence.Copying;

/// <summary>Copies everything from one database to another, be it of another kind, in one transaction, and reads it back.</summary>
public static class DatabaseCopy
{
    /// <summary>
    /// Copies every table of the model. Nobody can write to a SQLite source meanwhile; of other sources the moment is copied at which it begins.
    /// </summary>
    /// <param name="source">Where from; it has the newest migration.</param>
    /// <param name="target">Where to; it has the newest migration and is empty.</param>
    /// <param name="cancellationToken">Gives up; the target stays empty.</param>
    /// <returns>The tables with what was found on either side. If one is not the same, the target has been left empty.</returns>
    /// <exception cref="TargetNotEmptyException">The target is not empty; nothing was changed.</exception>
    public static async Task<IReadOnlyList<CopiedTable>> CopyAsync(CrmDbContext source, CrmDbContext target, CancellationToken cancellationToken)
    {
        await using var reading = await source.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await using var writing = await target.Database.BeginTransactionAsync(cancellationToken);
        var sources = StoredTable.Of(source).ToDictionary(t => t.Name);
        var targets = StoredTable.Of(target);
        await MakeEmptyAsync(target, targets, cancellationToken);

        var copied = new List<CopiedTable>(targets.Count);
        foreach (var table in targets)
        {
            var written = await CopyAsync(source, sources[table.Name], target, table, cancellationToken);
            var found = table.Figures();
            await foreach (var row in table.ReadAsync(target, cancellationToken)) found.Add(row);
            copied.Add(new CopiedTable(table.Name, written, found.Take()));
        }

        if (!copied.TrueForAll(t => t.IsSame)) return copied;
        await DatabaseDialect.Of(target).AnalyzeAsync(target, cancellationToken);
        await writing.CommitAsync(cancellationToken);
        return copied;
    }

    // what migrations have put there themselves comes from the source too
    private static async Task MakeEmptyAsync(CrmDbContext target, IReadOnlyList<StoredTable> tables, CancellationToken cancellationToken)
    {
        var seeded = target.GetService<IDesignTimeModel>().Model.GetEntityTypes().Where(e => e.GetSeedData().Any()).Select(e => e.GetTableName()).ToHashSet();
        var full = new List<string>();
        foreach (var table in tables.Where(t => !seeded.Contains(t.Name)))
        {
            if (await table.CountAsync(target, cancellationToken) is > 0 and var rows) full.Add(FormattableString.Invariant($"{table.Name} ({rows})"));
        }
        if (full.Count > 0) throw new TargetNotEmptyException(full);
        foreach (var table in tables.Where(t => seeded.Contains(t.Name))) await table.DeleteAsync(target, cancellationToken);
    }

    private static async Task<TableContent> CopyAsync(CrmDbContext source, StoredTable from, CrmDbContext target, StoredTable to, CancellationToken cancellationToken)
    {
        if (!from.Columns.Select(c => c.Name).SequenceEqual(to.Columns.Select(c => c.Name))) throw new InvalidOperationException($"{to.Name} has other columns in the source.");
        var figures = from.Figures();
        // rows refer to rows of the same table that may come later
        var (own, later) = (to.OwnReferences, new List<(object Key, int Column, object Value)>());
        await DatabaseDialect.Of(target).InsertAsync(target, to, RowsAsync(cancellationToken), cancellationToken);
        foreach (var (key, column, value) in later) await to.SetAsync(target, key, column, value, cancellationToken);
        return figures.Take();

        async IAsyncEnumerable<object?[]> RowsAsync([EnumeratorCancellation] CancellationToken cancelled)
        {
            await foreach (var row in from.ReadAsync(source, cancelled))
            {
                figures.Add(row);
                foreach (var column in own)
                {
                    if (row[column] is not { } value) continue;
                    later.Add((row[to.Key]!, column, value));
                    row[column] = null;
                }
                yield return row;
            }
        }
    }
}

/// <summary>The database that is to be filled holds something already.</summary>
/// <param name="tables">Which tables, with how many rows.</param>
public sealed class TargetNotEmptyException(IReadOnlyList<string> tables)
    : InvalidOperationException($"The target is not empty: {string.Join(", ", tables)}. Nothing was changed; copy into a new database.");
