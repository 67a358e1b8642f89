using CrmGraph.Persistence;
using CrmGraph.Persistence.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Cluster;

/// <summary>
/// Runs something on one node of the cluster: on the one that has its lease. A node that cannot renew its lease in time stops; another
/// takes over when the lease has expired, or at once when it is given back. The clocks of the nodes may differ by a few seconds. What is
/// run must bear that two nodes do it for a moment all the same: it moves on by conditions that only one of them can meet.
/// </summary>
internal sealed partial class SingleRunner(IDbContextFactory<CrmDbContext> databases, NodeName node, TimeProvider time, ILogger<SingleRunner> log)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>Runs the work whenever this node has the lease, until it is cancelled.</summary>
    /// <param name="name">The lease.</param>
    /// <param name="work">What is done; it ends when its token is cancelled, because the node stops or has lost the lease.</param>
    /// <param name="stopping">Ends all.</param>
    internal async Task RunAsync(string name, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await TakeAsync(name, stopping)) await RunHeldAsync(name, work, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (stopping.IsCancellationRequested)
            {
                LogEnded(failure, name);
                return;
            }
            catch (Exception failure)
            {
                LogFailed(failure, name);
            }
            await Task.Delay(Retry, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunHeldAsync(string name, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        using var held = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewing = RenewAsync(name, held, done.Token);
        try
        {
            await work(held.Token);
        }
        catch (OperationCanceledException) when (held.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            LogLost(name);
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
            await ReleaseAsync(name);
        }
    }

    private async Task RenewAsync(string name, CancellationTokenSource held, CancellationToken done)
    {
        var until = time.GetUtcNow() + Duration;
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(RenewInterval, time, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested) return;
            var isHeld = true;
            try
            {
                var asked = time.GetUtcNow() + Duration;
                isHeld = await TakeAsync(name, done);
                if (isHeld) until = asked;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception failure)
            {
                // this node stops, or its work has ended: nothing needs the lease any more
                if (done.IsCancellationRequested) return;
                LogFailed(failure, name);
            }
            // the rest of the time is for what is under way
            if (!isHeld || time.GetUtcNow() + RenewInterval > until) await held.CancelAsync();
        }
    }

    private async Task<bool> TakeAsync(string name, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.TakeLeaseAsync(name, node.Value, now, now + Duration, cancellationToken);
    }

    private async Task ReleaseAsync(string name)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            await db.ReleaseLeaseAsync(name, node.Value, time.GetUtcNow(), CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogNotReleased(failure, name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease {Lease} was lost; another node goes on")]
    private partial void LogLost(string lease);

    [LoggerMessage(Level = LogLevel.Information, Message = "What ran under the lease {Lease} did not end well when this node stopped; the next node goes on")]
    private partial void LogEnded(Exception failure, string lease);

    [LoggerMessage(Level = LogLevel.Information, Message = "The lease {Lease} could not be given back; it expires by itself")]
    private partial void LogNotReleased(Exception failure, string lease);

    [LoggerMessage(Level = LogLevel.Error, Message = "What runs under the lease {Lease} failed; trying again")]
    private partial void LogFailed(Exception failure, string lease);
}
