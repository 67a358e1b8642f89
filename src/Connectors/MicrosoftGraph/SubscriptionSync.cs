using System.Data.Common;
using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>Keeps the subscriptions of a mailbox alive: renewed at half of their life, made anew when Graph has lost them.</summary>
internal sealed class SubscriptionSync(IDbContextFactory<CrmDbContext> databases, GraphConnection graph, KeyedHashes hashes, IOptions<GraphOptions> options, TimeProvider time)
{
    // Graph allows 10,080 minutes; what is asked for must not be over when it arrives there
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10_000);

    /// <summary>What Graph says to prove that a notification is its own.</summary>
    internal static string ClientState(KeyedHashes hashes, Guid subscription) => hashes.Of("subscription", subscription.ToString());

    internal async Task<SyncResult> StepAsync(SyncSource source, CancellationToken cancellationToken)
    {
        var next = TimeSpan.MaxValue;
        foreach (var (kind, resource) in new[] { (GraphSources.Mail, $"users/{source.Account}/messages"), (GraphSources.Calendar, $"users/{source.Account}/events") })
        {
            var renewAt = await KeepAsync(source.Account, kind, resource, cancellationToken);
            if (renewAt - time.GetUtcNow() is var wait && wait < next) next = wait;
        }
        return new SyncResult.Done(next > TimeSpan.FromSeconds(1) ? next : TimeSpan.FromSeconds(1));
    }

    private async Task<DateTimeOffset> KeepAsync(string mailbox, string kind, string resource, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var mine = db.ChangeSubscriptions.Where(s => s.Connector == GraphSources.Connector && s.Account == mailbox && s.Kind == kind);
        var there = await mine.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (there is not null && there.ExpiresAt > now)
        {
            if (there.RenewAt > now) return there.RenewAt;
            if (await RenewAsync(db, there, now, cancellationToken) is { } renewAt) return renewAt;
        }
        if (there is not null) await db.ChangeSubscriptions.Where(s => s.Id == there.Id).ExecuteDeleteAsync(cancellationToken);
        if (await ReserveAsync(db, mailbox, kind, now, cancellationToken) is { } reserved) return await MakeAsync(db, reserved, resource, now, cancellationToken);
        // another node is about to make it
        return await mine.Select(s => (DateTimeOffset?)s.RenewAt).SingleOrDefaultAsync(cancellationToken) ?? now;
    }

    /// <returns>When it is to be renewed again; null if Graph has lost it.</returns>
    private async Task<DateTimeOffset?> RenewAsync(CrmDbContext db, ChangeSubscription subscription, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var renewed = await graph.Client.Subscriptions[subscription.RemoteId].PatchAsync(new Subscription { ExpirationDateTime = now + Life }, cancellationToken: cancellationToken);
            return await PlanAsync(db, subscription.Id, subscription.RemoteId, renewed?.ExpirationDateTime ?? now + Life, now, cancellationToken);
        }
        catch (ApiException gone) when (GraphFailures.IsMissing(gone))
        {
            return null;
        }
    }

    /// <summary>Writes down that this node makes a subscription, for as long as that may take; null if another node has done so.</summary>
    private async Task<ChangeSubscription?> ReserveAsync(CrmDbContext db, string mailbox, string kind, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(now);
        var until = now + (2 * options.Value.RequestTimeout);
        // until Graph has named it, it is called what nothing is called there
        var reserved = db.ChangeSubscriptions.Add(new ChangeSubscription
        {
            Id = id,
            Connector = GraphSources.Connector,
            Account = mailbox,
            Kind = kind,
            RemoteId = id.ToString(),
            ExpiresAt = until,
            RenewAt = until,
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return reserved.Entity;
        }
        catch (DbUpdateException taken) when (taken.InnerException is DbException failure && DatabaseDialect.Of(db).IsDuplicateKey(failure))
        {
            return null;
        }
        finally
        {
            reserved.State = EntityState.Detached;
        }
    }

    private async Task<DateTimeOffset> MakeAsync(CrmDbContext db, ChangeSubscription reserved, string resource, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var root = options.Value.PublicUrl!.TrimEnd('/');
            var made = await graph.Client.Subscriptions.PostAsync(
                new Subscription
                {
                    ChangeType = "created,updated,deleted",
                    NotificationUrl = $"{root}/connectors/graph/notifications",
                    LifecycleNotificationUrl = $"{root}/connectors/graph/lifecycle",
                    Resource = resource,
                    ExpirationDateTime = now + Life,
                    ClientState = ClientState(hashes, reserved.Id),
                },
                cancellationToken: cancellationToken);
            var renewAt = await PlanAsync(db, reserved.Id, made?.Id ?? throw new HttpRequestException("A subscription without an id."), made.ExpirationDateTime ?? now + Life, now, cancellationToken);
            // what happened while there was none
            await GraphSources.WakeAsync(db, reserved.Account, [reserved.Kind], now, cancellationToken);
            return renewAt;
        }
        catch
        {
            await db.ChangeSubscriptions.Where(s => s.Id == reserved.Id).ExecuteDeleteAsync(CancellationToken.None);
            throw;
        }
    }

    private static async Task<DateTimeOffset> PlanAsync(CrmDbContext db, Guid id, string remoteId, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var renewAt = now + ((expiresAt - now) / 2);
        await db.ChangeSubscriptions.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.RemoteId, remoteId).SetProperty(x => x.ExpiresAt, expiresAt).SetProperty(x => x.RenewAt, renewAt), cancellationToken);
        return renewAt;
    }
}
