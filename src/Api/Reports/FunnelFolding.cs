using CrmGraph.Persistence;
using CrmGraph.Persistence.Funnels;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Reports;

/// <summary>Folds the entries of the funnel into its sums every few seconds, so that a funnel never has many of them to add up.</summary>
internal sealed partial class FunnelFolding(IDbContextFactory<CrmDbContext> databases, TimeProvider time, ILogger<FunnelFolding> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(stoppingToken);
                await db.FoldFunnelAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // nothing is lost: the entries count as they are, and the next round tries again
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The entries of the funnel could not be folded")]
    private partial void LogFailed(Exception failure);
}
