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
        var there = await db.ChangeSubscriptions.SingleOrDefaultAsync(s => s.Connector == GraphSources.Connector && s.Account == mailbox && s.Kind == kind, cancellationToken);
        var now = time.GetUtcNow();
        if (there is not null && there.ExpiresAt > now)
        {
            if (there.RenewAt > now || await RenewAsync(there, now, cancellationToken))
            {
                await db.SaveChangesAsync(cancellationToken);
                return there.RenewAt;
            }
        }
        if (there is not null)
        {
            db.ChangeSubscriptions.Remove(there);
            await db.SaveChangesAsync(cancellationToken);
        }
        var made = await MakeAsync(resource, kind, mailbox, now, cancellationToken);
        db.ChangeSubscriptions.Add(made);
        // what happened while there was none
        await GraphSources.WakeAsync(db, mailbox, [kind], now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return made.RenewAt;
    }

    private async Task<bool> RenewAsync(ChangeSubscription subscription, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var renewed = await graph.Client.Subscriptions[subscription.RemoteId].PatchAsync(new Subscription { ExpirationDateTime = now + Life }, cancellationToken: cancellationToken);
            Plan(subscription, renewed?.ExpirationDateTime ?? now + Life, now);
            return true;
        }
        catch (ApiException gone) when (GraphFailures.IsMissing(gone))
        {
            return false;
        }
    }

    private async Task<ChangeSubscription> MakeAsync(string resource, string kind, string mailbox, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(now);
        var root = options.Value.PublicUrl!.TrimEnd('/');
        var made = await graph.Client.Subscriptions.PostAsync(
            new Subscription
            {
                ChangeType = "created,updated,deleted",
                NotificationUrl = $"{root}/connectors/graph/notifications",
                LifecycleNotificationUrl = $"{root}/connectors/graph/lifecycle",
                Resource = resource,
                ExpirationDateTime = now + Life,
                ClientState = ClientState(hashes, id),
            },
            cancellationToken: cancellationToken);
        var subscription = new ChangeSubscription
        {
            Id = id,
            Connector = GraphSources.Connector,
            Account = mailbox,
            Kind = kind,
            RemoteId = made?.Id ?? throw new HttpRequestException("A subscription without an id."),
            ExpiresAt = now + Life,
            RenewAt = now,
        };
        Plan(subscription, made.ExpirationDateTime ?? now + Life, now);
        return subscription;
    }

    private static void Plan(ChangeSubscription subscription, DateTimeOffset expiresAt, DateTimeOffset now) =>
        (subscription.ExpiresAt, subscription.RenewAt) = (expiresAt, now + ((expiresAt - now) / 2));
}
