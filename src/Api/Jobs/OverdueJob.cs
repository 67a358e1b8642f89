using CrmGraph.Persistence;
using CrmGraph.Persistence.Alerts;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CrmGraph.Api.Jobs;

/// <summary>Alerts to activities that were not done, and instalments that were not paid, in time.</summary>
[DisallowConcurrentExecution]
internal sealed partial class OverdueJob(IDbContextFactory<CrmDbContext> databases, TimeProvider time, ILogger<OverdueJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var activities = await db.AlertToOverdueActivitiesAsync(time.GetUtcNow(), cancellationToken);
        var instalments = await db.AlertToOverdueInstalmentsAsync(time.GetUtcNow(), cancellationToken);
        if (activities + instalments > 0) LogRaised(activities, instalments);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Activities} alerts about overdue activities, {Instalments} about overdue instalments")]
    private partial void LogRaised(int activities, int instalments);
}
