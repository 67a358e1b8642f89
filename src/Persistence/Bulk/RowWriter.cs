using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CrmGraph.Persistence.Bulk;

/// <summary>
/// Inserts many new entities of one type round the change tracker, with statements that are prepared once. Table, columns and conversions
/// are those of the model, so that the rows are the same as saved ones; children, versions, match keys and events are the caller's concern.
/// Write inside a transaction.
/// </summary>
internal sealed class RowWriter<T> : IDisposable
    where T : class
{
    // few enough for every provider, and for drivers that look parameters up one after the other
    private const int ParametersPerStatement = 100;

    private readonly CrmDbContext _db;
    private readonly Column[] _columns;
    private readonly string _insert;
    private readonly int _rowsPerStatement;
    private readonly ISqlGenerationHelper _sql;
    private DbCommand? _full;

    internal RowWriter(CrmDbContext db)
    {
        _db = db;
        _sql = db.GetService<ISqlGenerationHelper>();
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not in the model.");
        if (type.GetComplexProperties().Any()) throw new InvalidOperationException($"{typeof(T).Name} has values of several columns, which are not written here.");
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        _columns = [.. type.GetProperties().Select(p => new Column(p, p.GetColumnName(table)!, p.GetRelationalTypeMapping()))];
        _insert = $"INSERT INTO {_sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", _columns.Select(c => _sql.DelimitIdentifier(c.Name)))}) VALUES ";
        _rowsPerStatement = Math.Max(1, ParametersPerStatement / _columns.Length);
    }

    /// <summary>Inserts the entities.</summary>
    internal async Task WriteAsync(IReadOnlyList<T> rows, CancellationToken cancellationToken)
    {
        var at = 0;
        for (; at + _rowsPerStatement <= rows.Count; at += _rowsPerStatement)
            await RunAsync(_full ??= Prepare(_rowsPerStatement), rows, at, _rowsPerStatement, cancellationToken);
        if (at == rows.Count) return;
        using var rest = Prepare(rows.Count - at);
        await RunAsync(rest, rows, at, rows.Count - at, cancellationToken);
    }

    public void Dispose() => _full?.Dispose();

    private async Task RunAsync(DbCommand command, IReadOnlyList<T> rows, int at, int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            for (var c = 0; c < _columns.Length; c++) command.Parameters[(i * _columns.Length) + c].Value = _columns[c].ValueOf(rows[at + i]);
        }
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DbCommand Prepare(int rows)
    {
        var transaction = _db.Database.CurrentTransaction ?? throw new InvalidOperationException("Begin a transaction before writing rows.");
        var command = _db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        var text = new StringBuilder(_insert);
        for (var i = 0; i < rows; i++)
        {
            text.Append(i == 0 ? "(" : ", (");
            for (var c = 0; c < _columns.Length; c++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"p{(i * _columns.Length) + c}");
                command.Parameters.Add(_columns[c].Mapping.CreateParameter(command, _sql.GenerateParameterName(name), null, _columns[c].Property.IsNullable));
                text.Append(c == 0 ? "" : ", ").Append(_sql.GenerateParameterNamePlaceholder(name));
            }
            text.Append(')');
        }
        // the text is made of the model's names only; all values are parameters
#pragma warning disable CA2100
        command.CommandText = text.ToString();
#pragma warning restore CA2100
        command.Prepare();
        return command;
    }

    private sealed class Column(IProperty property, string name, RelationalTypeMapping mapping)
    {
        private readonly Func<object?, object?> _convert = mapping.Converter is { } converter ? converter.ConvertToProvider : static value => value;

        internal IProperty Property => property;

        internal string Name => name;

        internal RelationalTypeMapping Mapping => mapping;

        internal object ValueOf(T entity) => property.GetGetter().GetClrValue(entity) is { } value ? _convert(value) ?? DBNull.Value : DBNull.Value;
    }
}
