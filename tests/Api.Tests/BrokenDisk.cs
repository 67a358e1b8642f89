using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmGraph.Api.Tests;

/// <summary>
/// Lets one statement, savepoint or commit fail as on a disk that has a fault at that moment. Only what the test itself sets going
/// counts: services in the background read the database when they like.
/// </summary>
internal sealed class BrokenDisk : DbCommandInterceptor, IDbTransactionInterceptor
{
    private const int InputOutputError = 10;
    private readonly AsyncLocal<bool> _isOurs = new();
    private int _left;
    private int _steps;

    /// <summary>What has failed; null if nothing has yet.</summary>
    internal string? Broken { get; private set; }

    /// <summary>Told the number of each step before it is done, counted from when this is set; null if nobody wants to know.</summary>
    internal Action<int>? BeforeStep
    {
        get;
        set => (field, _steps, _isOurs.Value) = (value, 0, true);
    }

    /// <summary>From now on the n-th step fails, and only that.</summary>
    internal void BreakAt(int n) => (_left, Broken, _isOurs.Value) = (n, null, true);

    /// <summary>Nothing fails any more.</summary>
    internal void Mend() => _left = 0;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => Step(command.CommandText, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => Step(command.CommandText, result);

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => Step(command.CommandText, result);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => Step("COMMIT", result);

    public ValueTask<InterceptionResult> CreatingSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) => Step("SAVEPOINT", result);

    // the release of a savepoint is no step: EF Core goes on when it fails, and the commit decides
    private ValueTask<T> Step<T>(string what, T result)
    {
        if (!_isOurs.Value) return new(result);
        BeforeStep?.Invoke(++_steps);
        if (_left == 0 || --_left > 0) return new(result);
        Broken = what;
        throw new SqliteException("disk I/O error", InputOutputError);
    }
}
