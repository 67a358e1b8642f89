using CrmGraph.Api.Events;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Alerts;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.Idempotency;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Quartz;

namespace CrmGraph.Api.Jobs;

/// <summary>Forgets what nobody can ask for any more, some at a time, so that others can write in between.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RetentionJob(
    IDbContextFactory<CrmDbContext> databases, IOptions<JobOptions> jobs, IOptions<EventOptions> events, TimeProvider time, ILogger<RetentionJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        // the log may still tell of an alert as long as it goes back
        var alertsBefore = now - (jobs.Value.ReadAlertRetention > events.Value.Retention ? jobs.Value.ReadAlertRetention : events.Value.Retention);
        var trimmed = await db.TrimEventsAsync(now - events.Value.Retention, cancellationToken);
        var answers = await AllAsync(() => db.ForgetAnswersAsync(now, cancellationToken));
        var alerts = await AllAsync(() => db.ForgetReadAlertsAsync(alertsBefore, cancellationToken));
        if (trimmed + answers + alerts > 0) LogForgotten(trimmed, answers, alerts);
    }

    private static async Task<int> AllAsync(Func<Task<int>> forgetSome)
    {
        var all = 0;
        while (await forgetSome() is > 0 and var some) all += some;
        return all;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgotten: {Events} events, {Answers} answers to idempotency keys, {Alerts} alerts that were read")]
    private partial void LogForgotten(int events, int answers, int alerts);
}
