using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Subscriptions;

/// <summary>The subscriptions, and the worker that sends their notifications.</summary>
public sealed class GraphSubscriptions : IAsyncDisposable
{
    private const int MostInOneCall = 50;

    private readonly GraphEmulator _emulator;
    private readonly ConcurrentDictionary<string, GraphSubscription> _all = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<GraphNotification> _sent = new();
    private readonly ConcurrentQueue<Pending> _late = new();
    private readonly ConcurrentDictionary<Pending, Task> _underWay = new();
    private readonly Channel<Pending> _queue = Channel.CreateUnbounded<Pending>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _worker;

    internal GraphSubscriptions(GraphEmulator emulator)
    {
        _emulator = emulator;
        Caller = new NotificationCaller();
        Endpoints = new SubscriptionEndpoints(emulator, this);
        _worker = Task.Run(() => SendAllAsync(_stop.Token));
    }

    /// <summary>Those that have not expired.</summary>
    public IReadOnlyList<GraphSubscription> All => [.. _all.Values.Where(s => s.ExpiresAt > _emulator.Time.GetUtcNow())];

    /// <summary>The notifications that were sent or lost, in order.</summary>
    public IReadOnlyList<GraphNotification> Sent => [.. _sent];

    internal SubscriptionEndpoints Endpoints { get; }

    internal NotificationCaller Caller { get; }

    /// <summary>Waits until everything that is under way has been answered.</summary>
    public Task SettleAsync() => Task.WhenAll(_underWay.Values);

    /// <summary>Sends the notifications that a fault made late.</summary>
    public async Task SendLateAsync()
    {
        while (_late.TryDequeue(out var pending)) Queue(pending);
        await SettleAsync();
    }

    /// <summary>Asks the client to authorize again: reauthorizationRequired.</summary>
    public Task RequireReauthorizationAsync(GraphSubscription subscription) => SendLifecycleAsync(subscription, "reauthorizationRequired");

    /// <summary>Says that notifications were missed.</summary>
    public Task SayMissedAsync(GraphSubscription subscription) => SendLifecycleAsync(subscription, "missed");

    /// <summary>Removes a subscription and says so.</summary>
    public async Task RemoveAsync(GraphSubscription subscription)
    {
        _all.TryRemove(subscription.Id, out _);
        await SendLifecycleAsync(subscription, "subscriptionRemoved");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _worker;
        Caller.Dispose();
        _stop.Dispose();
    }

    internal void Add(GraphSubscription subscription) => _all[subscription.Id] = subscription;

    internal GraphSubscription? Find(string id) => All.FirstOrDefault(s => s.Id == id);

    internal bool Remove(string id) => _all.TryRemove(id, out _);

    internal void Tell(GraphMailbox mailbox, string change, GraphMessage message) =>
        Tell(mailbox, change, message.Folder, isEvent: false, s => (s.HasImmutableIds ? message.ImmutableId : message.Id, $"\"CQ{message.Version:x8}\""));

    internal void Tell(GraphMailbox mailbox, string change, GraphEvent e) =>
        Tell(mailbox, change, null, isEvent: true, s => (s.HasImmutableIds ? e.ImmutableId : e.Id, $"\"EV{e.Version:x8}\""));

    private void Tell(GraphMailbox mailbox, string change, GraphFolder? folder, bool isEvent, Func<GraphSubscription, (string Id, string ETag)> item)
    {
        if (_all.IsEmpty) return;
        foreach (var subscription in All.Where(s => s.Wants(mailbox, change, folder, isEvent)))
        {
            var (id, etag) = item(subscription);
            var pending = new Pending(subscription, change, id, etag);
            var line = $"NOTIFY {subscription.Resource}";
            if (_emulator.Faults.Strikes(GraphFault.NotificationLost, line)) _sent.Enqueue(new GraphNotification(subscription.Id, change, id, -1, TimeSpan.Zero));
            else if (_emulator.Faults.Strikes(GraphFault.NotificationLate, line)) _late.Enqueue(pending);
            else Queue(pending);
            if (_emulator.Faults.Strikes(GraphFault.NotificationDuplicated, line)) Queue(new Pending(subscription, change, id, etag));
        }
    }

    private void Queue(Pending pending)
    {
        _underWay[pending] = pending.Answered.Task;
        _queue.Writer.TryWrite(pending);
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<Pending>();
                while (batch.Count < MostInOneCall && _queue.Reader.TryRead(out var pending)) batch.Add(pending);
                foreach (var group in batch.GroupBy(p => p.Subscription)) await SendAsync(group.Key, [.. group], cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            foreach (var pending in _underWay.Keys) pending.Answered.TrySetResult();
        }
    }

    private async Task SendAsync(GraphSubscription subscription, Pending[] items, CancellationToken cancellationToken)
    {
        var (status, took) = await Caller.PostAsync(subscription.NotificationUrl, w => WriteAll(w, subscription, items), cancellationToken);
        foreach (var item in items)
        {
            _sent.Enqueue(new GraphNotification(subscription.Id, item.Change, item.Id, status, took));
            _underWay.TryRemove(item, out _);
            item.Answered.TrySetResult();
        }
    }

    private async Task SendLifecycleAsync(GraphSubscription subscription, string name)
    {
        if (subscription.LifecycleNotificationUrl is not { } url) return;
        var (status, took) = await Caller.PostAsync(url, w =>
        {
            w.WriteStartObject();
            WriteHead(w, subscription);
            w.WriteString("lifecycleEvent", name);
            w.WriteEndObject();
        }, _stop.Token);
        _sent.Enqueue(new GraphNotification(subscription.Id, name, null, status, took));
    }

    private void WriteAll(Utf8JsonWriter w, GraphSubscription subscription, Pending[] items)
    {
        foreach (var item in items)
        {
            var (segment, type) = subscription.IsAboutEvents ? ("Events", "Event") : ("Messages", "Message");
            var resource = $"Users/{subscription.Mailbox.Id}/{segment}/{item.Id}";
            w.WriteStartObject();
            WriteHead(w, subscription);
            w.WriteString("changeType", item.Change);
            w.WriteString("resource", resource);
            w.WriteStartObject("resourceData");
            w.WriteString("@odata.type", $"#Microsoft.Graph.{type}");
            w.WriteString("@odata.id", resource);
            w.WriteString("@odata.etag", $"W/{item.ETag}");
            w.WriteString("id", item.Id);
            w.WriteEndObject();
            w.WriteEndObject();
        }
    }

    private void WriteHead(Utf8JsonWriter w, GraphSubscription subscription)
    {
        w.WriteString("subscriptionId", subscription.Id);
        w.WriteString("subscriptionExpirationDateTime", subscription.ExpiresAt);
        w.WriteString("clientState", subscription.ClientState);
        w.WriteString("tenantId", _emulator.Options.TenantId);
    }

    private sealed class Pending(GraphSubscription subscription, string change, string id, string etag)
    {
        internal GraphSubscription Subscription => subscription;

        internal string Change => change;

        internal string Id => id;

        internal string ETag => etag;

        internal TaskCompletionSource Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
