using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Leads;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Leads.Scoring;

/// <summary>
/// Scores leads again in batches, each a transaction of its own, so that others can write in between: at once after the model has
/// changed, and every hour those whose score is a day old. What is cut off goes on at the next hour, because each lead says which model
/// scored it and when.
/// </summary>
internal sealed partial class LeadRescoringService(IDbContextFactory<CrmDbContext> databases, TimeProvider time, ILogger<LeadRescoringService> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestScoreAge = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Scores again for as long as a caller will wait.</summary>
    /// <param name="db">A context without pending changes.</param>
    /// <param name="scoredBefore">Leads that were scored at this moment or later by the model in force are left alone; null to take only those of older models.</param>
    /// <param name="cancellationToken">Ends it after the batch.</param>
    /// <returns>How many leads, and whether that was all.</returns>
    internal Task<(int Count, bool IsComplete)> RescoreAsync(CrmDbContext db, DateTimeOffset? scoredBefore, CancellationToken cancellationToken) =>
        RescoreAsync(db, scoredBefore, Patience, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(stoppingToken);
                var (count, _) = await RescoreAsync(db, time.GetUtcNow() - LongestScoreAge, Interval, stoppingToken);
                if (count > 0) LogRescored(count);
            }
            catch (Exception fault) when (fault is DbUpdateException or System.Data.Common.DbException or TimeoutException or DomainException)
            {
                // the next hour tries again
                LogFailed(fault);
            }
        }
    }

    private async Task<(int Count, bool IsComplete)> RescoreAsync(CrmDbContext db, DateTimeOffset? scoredBefore, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (count, last) = (0, (LeadId?)null);
        do
        {
            var batch = await db.RescoreBatchAsync(last, scoredBefore, time.GetUtcNow(), cancellationToken);
            (count, last) = (count + batch.Count, batch.Last);
        }
        while (last is not null && time.GetElapsedTime(started) < patience);
        return (count, last is null);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} leads scored again")]
    private partial void LogRescored(int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Scoring leads again failed")]
    private partial void LogFailed(Exception fault);
}
