using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmGraph.Persistence.Copying;

/// <summary>A table of the model, read and written as it is stored: without entities, conversions or rules.</summary>
internal sealed class StoredTable
{
    private readonly ITable _table;
    private readonly Type[] _types;

    private StoredTable(ITable table)
    {
        _table = table;
        Columns = [.. table.Columns.OrderBy(c => c.Name, StringComparer.Ordinal)];
        _types = [.. Columns.Select(c => c.StoreTypeMapping.Converter?.ProviderClrType ?? c.StoreTypeMapping.ClrType)];
    }

    internal string Name => _table.Name;

    /// <summary>The columns, in the order of their names: that is the same in every database.</summary>
    internal IReadOnlyList<IColumn> Columns { get; }

    /// <summary>The columns that refer to rows of the same table.</summary>
    internal IReadOnlyList<int> OwnReferences =>
        [.. _table.ForeignKeyConstraints.Where(key => key.PrincipalTable == _table).Select(key => IndexOf(key.Columns.Single()))];

    /// <summary>The column that is the key, where it is one.</summary>
    internal int Key => IndexOf(_table.PrimaryKey!.Columns.Single());

    /// <summary>All tables of a model; those that others refer to come before them.</summary>
    internal static IReadOnlyList<StoredTable> Of(CrmDbContext db)
    {
        var (left, sorted) = (db.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal).ToList(), new List<ITable>());
        while (left.Count > 0)
        {
            var next = left.Find(t => t.ForeignKeyConstraints.All(key => key.PrincipalTable == t || sorted.Contains(key.PrincipalTable)))
                ?? throw new InvalidOperationException($"The tables {string.Join(", ", left.Select(t => t.Name))} refer to each other in a circle.");
            left.Remove(next);
            sorted.Add(next);
        }
        return sorted.ConvertAll(t => new StoredTable(t));
    }

    /// <summary>The rows, each as the values of <see cref="Columns"/>.</summary>
    internal async IAsyncEnumerable<object?[]> ReadAsync(CrmDbContext db, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Command(db, $"SELECT {Names(db)} FROM {Quoted(db)}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new object?[_types.Length];
            for (var i = 0; i < row.Length; i++) row[i] = await reader.IsDBNullAsync(i, cancellationToken) ? null : Read(reader, i, _types[i]);
            yield return row;
        }
    }

    internal async Task<long> CountAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        await using var command = Command(db, $"SELECT COUNT(*) FROM {Quoted(db)}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture);
    }

    internal async Task DeleteAsync(CrmDbContext db, CancellationToken cancellationToken)
    {
        await using var command = Command(db, $"DELETE FROM {Quoted(db)}");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Sets one value of a row.</summary>
    internal async Task SetAsync(CrmDbContext db, object key, int column, object value, CancellationToken cancellationToken)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        await using var command = Command(
            db, $"UPDATE {Quoted(db)} SET {sql.DelimitIdentifier(Columns[column].Name)} = {Placeholder(db, "value")} WHERE {sql.DelimitIdentifier(Columns[Key].Name)} = {Placeholder(db, "key")}");
        Add(db, command, "value", Columns[column]).Value = value;
        Add(db, command, "key", Columns[Key]).Value = key;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Counts, adds up and sums the rows as they come.</summary>
    internal TableFigures Figures() => new(Columns, _types);

    /// <summary>The name as it is written in SQL.</summary>
    internal string Quoted(CrmDbContext db) => db.GetService<ISqlGenerationHelper>().DelimitIdentifier(_table.Name, _table.Schema);

    /// <summary>The columns as they are written in SQL.</summary>
    internal string Names(CrmDbContext db) => string.Join(", ", Columns.Select(c => db.GetService<ISqlGenerationHelper>().DelimitIdentifier(c.Name)));

    internal static DbCommand Command(CrmDbContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (db.Database.CurrentTransaction ?? throw new InvalidOperationException("Begin a transaction before copying.")).GetDbTransaction();
        // as long as it takes
        command.CommandTimeout = 0;
        // names of the model only; all values are parameters
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    internal static string Placeholder(CrmDbContext db, string name) => db.GetService<ISqlGenerationHelper>().GenerateParameterNamePlaceholder(name);

    internal static DbParameter Add(CrmDbContext db, DbCommand command, string name, IColumn column)
    {
        var parameter = column.StoreTypeMapping.CreateParameter(command, db.GetService<ISqlGenerationHelper>().GenerateParameterName(name), null, column.IsNullable);
        command.Parameters.Add(parameter);
        return parameter;
    }

    private int IndexOf(IColumnBase column) => Columns.Index().First(c => c.Item.Name == column.Name).Index;

    private static object Read(DbDataReader reader, int i, Type type) => type switch
    {
        _ when type == typeof(Guid) => reader.GetGuid(i),
        _ when type == typeof(string) => reader.GetString(i),
        _ when type == typeof(long) => reader.GetInt64(i),
        _ when type == typeof(int) => reader.GetInt32(i),
        _ when type == typeof(bool) => reader.GetBoolean(i),
        _ when type == typeof(double) => reader.GetDouble(i),
        _ when type == typeof(DateOnly) => reader.GetFieldValue<DateOnly>(i),
        _ when type == typeof(byte[]) => reader.GetFieldValue<byte[]>(i),
        _ => throw new NotSupportedException($"Columns of type {type} are not copied."),
    };
}
