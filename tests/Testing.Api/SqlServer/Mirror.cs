using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using CrmGraph.Persistence;
using CrmGraph.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Testing.SqlServer;

/// <summary>
/// Does on SQL Server what the tests do on their database, without a server: every query and every save is translated once more, and
/// the parser reads the commands instead of a server. What cannot be translated or is no T-SQL is a <see cref="Refusals">refusal</see>.
/// </summary>
public static class Mirror
{
    private static readonly ServiceProvider Services = new ServiceCollection()
        .AddLogging()
        // first: nobody else is to look for the server
        .ConfigureDbContext<CrmDbContext>(options => options.AddInterceptors(new NoServer()))
        .AddCrmSqlServer("Server=nowhere;Database=crm")
        .BuildServiceProvider();

    /// <summary>What SQL Server would not have understood, since it was last taken.</summary>
    public static ConcurrentQueue<string> Refusals { get; } = new();

    /// <summary>Lets a database be mirrored.</summary>
    public static void Follow(DbContextOptionsBuilder options)
    {
        // the two services that every query and every save go through
#pragma warning disable EF1001
        options.ReplaceService<IQueryCompiler, MirroredQueries>().ReplaceService<IDatabase, MirroredSaves>();
#pragma warning restore EF1001
    }

    /// <summary>A context on SQL Server whose commands are read and answered with nothing.</summary>
    public static CrmDbContext Open()
    {
        var db = Services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext();
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        return db;
    }

    /// <summary>Runs something on SQL Server; a failure is a refusal, unless a command has been sent before it.</summary>
    internal static void Run(Func<string> what, Action<CrmDbContext> run)
    {
        using var db = Open();
        NoServer.Sent.Value = 0;
        try
        {
            run(db);
        }
        catch (InvalidOperationException) when (NoServer.Sent.Value > 0)
        {
            // an answer without rows: there is no first one
        }
        catch (Exception failure)
        {
            Refusals.Enqueue($"{what()}\n{failure}");
        }
    }

    // Takes the place of the server.
    private sealed class NoServer : DbCommandInterceptor, IDbConnectionInterceptor
    {
        internal static readonly AsyncLocal<int> Sent = new();

        public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) => InterceptionResult.Suppress();

        public ValueTask<InterceptionResult> ConnectionOpeningAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            new(InterceptionResult.Suppress());

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            Take(command);
            return InterceptionResult<DbDataReader>.SuppressWithResult(eventData.CommandSource == CommandSource.SaveChanges ? new OneRowEach() : Nothing());
        }

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            Take(command);
            return InterceptionResult<int>.SuppressWithResult(1);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(NonQueryExecuting(command, eventData, result));

        private static void Take(DbCommand command)
        {
            Sent.Value++;
            var batch = TransactSql.BatchOf(command);
            if (TransactSql.ErrorsOf(batch) is { Count: > 0 } errors) Refusals.Enqueue($"{string.Join('\n', errors)}\n{batch}");
        }

        private static DataTableReader Nothing()
        {
            using var table = new DataTable();
            return table.CreateDataReader();
        }
    }
}
