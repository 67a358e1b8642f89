using System.Data.Common;
using System.Globalization;

namespace CrmGraph.Persistence.Copying;

/// <summary>Inserts rows with prepared statements of many rows, which every database understands.</summary>
internal static class RowInserts
{
    // few enough for every provider, and for drivers that look parameters up one after the other
    private const int ParametersPerStatement = 200;

    internal static async Task InsertAsync(CrmDbContext db, StoredTable table, IAsyncEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        var most = Math.Max(1, ParametersPerStatement / table.Columns.Count);
        await using var full = Prepare(db, table, most);
        var some = new List<object?[]>(most);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            some.Add(row);
            if (some.Count < most) continue;
            await RunAsync(full, some, cancellationToken);
            some.Clear();
        }
        if (some.Count == 0) return;
        await using var rest = Prepare(db, table, some.Count);
        await RunAsync(rest, some, cancellationToken);
    }

    private static DbCommand Prepare(CrmDbContext db, StoredTable table, int rows)
    {
        var width = table.Columns.Count;
        var values = Enumerable.Range(0, rows).Select(r => $"({string.Join(", ", Enumerable.Range(0, width).Select(c => StoredTable.Placeholder(db, Name((r * width) + c))))})");
        var command = StoredTable.Command(db, $"INSERT INTO {table.Quoted(db)} ({table.Names(db)}) VALUES {string.Join(", ", values)}");
        for (var i = 0; i < rows * width; i++) StoredTable.Add(db, command, Name(i), table.Columns[i % width]);
        return command;
    }

    private static async Task RunAsync(DbCommand command, List<object?[]> rows, CancellationToken cancellationToken)
    {
        foreach (var (i, value) in rows.SelectMany(r => r).Index()) command.Parameters[i].Value = value ?? DBNull.Value;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number}");
}
