using CrmGraph.Persistence;
using CrmGraph.Persistence.Alerts;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CrmGraph.Api.Jobs;

/// <summary>Alerts managers to deals that nothing happens to.</summary>
[DisallowConcurrentExecution]
internal sealed partial class StagnationJob(IDbContextFactory<CrmDbContext> databases, TimeProvider time, ILogger<StagnationJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var raised = await db.AlertToStagnationAsync(time.GetUtcNow(), cancellationToken);
        if (raised > 0) LogRaised(raised);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} alerts about stagnant opportunities")]
    private partial void LogRaised(int count);
}
