using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmGraph.Testing;

/// <summary>Notes every SQL statement that is sent to the database.</summary>
public sealed class SqlStatements : DbCommandInterceptor
{
    private readonly Lock _lock = new();
    private readonly AsyncLocal<bool> _paused = new();
    private List<string> _texts = [];

    /// <summary>How many there were since they were last taken.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _texts.Count;
        }
    }

    /// <summary>Takes what there was, and begins anew.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_lock)
        {
            var taken = _texts;
            _texts = [];
            return taken;
        }
    }

    /// <inheritdoc/>
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) => Note(command, result);

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Note(command, result));

    /// <inheritdoc/>
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Note(command, result);

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Note(command, result));

    /// <inheritdoc/>
    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Note(command, result);

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Note(command, result));

    internal IDisposable Pause()
    {
        _paused.Value = true;
        return new Paused(this);
    }

    private T Note<T>(DbCommand command, T result)
    {
        if (_paused.Value) return result;
        lock (_lock) _texts.Add(command.CommandText);
        return result;
    }

    private sealed class Paused(SqlStatements statements) : IDisposable
    {
        public void Dispose() => statements._paused.Value = false;
    }
}
