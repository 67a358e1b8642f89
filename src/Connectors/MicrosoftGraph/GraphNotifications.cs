using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.Sync;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>
/// What Graph tells us by itself. It only has the parts of a mailbox looked at, through the database, so that it does not matter which
/// node was told; what it says is believed by nobody.
/// </summary>
internal sealed class GraphNotifications(IDbContextFactory<CrmDbContext> databases, KeyedHashes hashes, EventLogSignal signal, TimeProvider time)
{
    private const int Most = 1000;
    private const int LongestText = 200;

    /// <summary>Reads notifications.</summary>
    /// <exception cref="InvalidOperationException">A text is none.</exception>
    internal static IReadOnlyList<Told> Read(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("value", out var value) || value.ValueKind != JsonValueKind.Array) return [];
        return [.. value.EnumerateArray().Take(Most).Where(n => n.ValueKind == JsonValueKind.Object).Select(n => new Told(Text(n, "subscriptionId"), Text(n, "clientState"), Text(n, "lifecycleEvent"))).Distinct()];
    }

    /// <summary>Takes notifications in; those that cannot prove to be Graph's change nothing.</summary>
    internal async Task ReceiveAsync(IReadOnlyList<Told> told, CancellationToken cancellationToken)
    {
        if (told.Count == 0) return;
        await hashes.PrepareAsync(cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var names = told.Select(t => t.Subscription).OfType<string>().Distinct().ToList();
        var known = await db.ChangeSubscriptions.AsNoTracking().Where(s => s.Connector == GraphSources.Connector && names.Contains(s.RemoteId)).ToListAsync(cancellationToken);
        var isAny = false;
        foreach (var (name, state, lifecycle) in told)
        {
            if (known.Find(s => s.RemoteId == name) is not { } subscription || !IsProof(state, subscription)) continue;
            isAny = true;
            await TakeAsync(db, subscription, lifecycle, cancellationToken);
        }
        if (isAny) signal.Wake();
    }

    private async Task TakeAsync(CrmDbContext db, ChangeSubscription subscription, string? lifecycle, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = db.ChangeSubscriptions.Where(s => s.Id == subscription.Id);
        if (lifecycle == "reauthorizationRequired") await rows.ExecuteUpdateAsync(s => s.SetProperty(x => x.RenewAt, now), cancellationToken);
        if (lifecycle == "subscriptionRemoved") await rows.ExecuteDeleteAsync(cancellationToken);
        string[] kinds = lifecycle switch
        {
            null or "missed" => [subscription.Kind],
            "reauthorizationRequired" => [GraphSources.Subscriptions],
            _ => [subscription.Kind, GraphSources.Subscriptions],
        };
        await GraphSources.WakeAsync(db, subscription.Account, kinds, now, cancellationToken);
    }

    private bool IsProof(string? state, ChangeSubscription subscription) =>
        state is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(SubscriptionSync.ClientState(hashes, subscription.Id)));

    // what no name looks like is as good as none
    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is { Length: <= LongestText } said && !said.Any(char.IsControl) ? said : null;
}

/// <summary>A notification.</summary>
/// <param name="Subscription">Which subscription it is of.</param>
/// <param name="State">What proves that it is Graph's.</param>
/// <param name="Lifecycle">What happened to the subscription; null if something has changed in the mailbox.</param>
internal sealed record Told(string? Subscription, string? State, string? Lifecycle);
