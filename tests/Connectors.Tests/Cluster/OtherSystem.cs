using System.Collections.Concurrent;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace CrmGraph.Connectors.Tests.Cluster;

/// <summary>Somebody else's system, which takes events from the bus into a durable queue of its own.</summary>
internal sealed class OtherSystem : IAsyncDisposable
{
    private const string Exchange = "CrmGraph.Connectors.Contract:EventPublished";
    private const string Queue = "other-system";

    private readonly string _address;
    private readonly ConcurrentQueue<Guid> _ids = new();
    private IConnection? _connection;

    private OtherSystem(string address) => _address = address;

    /// <summary>The events that came, in the order in which they came.</summary>
    internal IReadOnlyList<Guid> EventIds => [.. _ids];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    internal static async Task<OtherSystem> ListenAsync(string address)
    {
        var system = new OtherSystem(address);
        await system.ListenAgainAsync();
        return system;
    }

    internal static async Task WaitUntilEmptyAsync(string address, string queue)
    {
        await using var connection = await ConnectAsync(address);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Cancelled);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        while (await channel.MessageCountAsync(queue, limit.Token) > 0) await Task.Delay(50, limit.Token);
    }

    internal async Task ListenAgainAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        _connection = await ConnectAsync(_address);
        var channel = await _connection.CreateChannelAsync(cancellationToken: Cancelled);
        await channel.ExchangeDeclareAsync(Exchange, "fanout", durable: true, cancellationToken: Cancelled);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: Cancelled);
        await channel.QueueBindAsync(Queue, Exchange, "", cancellationToken: Cancelled);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            _ids.Enqueue(JsonElement.Parse(message.Body.Span).GetProperty("message").GetProperty("eventId").GetGuid());
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
        };
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
    }

    // a connection that recovers by itself may do so while it is disposed of, and then that never ends
    private static Task<IConnection> ConnectAsync(string address) => new ConnectionFactory { Uri = new Uri(address), AutomaticRecoveryEnabled = false }.CreateConnectionAsync(Cancelled);
}
