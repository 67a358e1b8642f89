using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmGraph.Persistence;

/// <summary>Says of a statement or commit that lost against others that it may be repeated, in the same words on every database.</summary>
internal sealed class ContentionInterceptor(DatabaseDialect dialect) : DbCommandInterceptor, IDbTransactionInterceptor
{
    public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Check(eventData.Exception);

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Check(eventData.Exception);
        return Task.CompletedTask;
    }

    public void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData) => Check(eventData.Exception);

    public Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Check(eventData.Exception);
        return Task.CompletedTask;
    }

    // what an interceptor throws takes the place of the failure
    private void Check(Exception failure)
    {
        if (failure is DbException database && dialect.IsContention(database)) throw new DatabaseBusyException(database);
    }
}
