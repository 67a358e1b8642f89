using CrmGraph.Connectors.Contract;
using CrmGraph.Persistence.EventLog;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Connectors.Bus;

/// <summary>Tells the other nodes that the log has grown. Many commits in a row are told once; what cannot be told they see by themselves.</summary>
internal sealed partial class CommitBroadcast(IBus bus, EventLogTail tail, TimeProvider time, ILogger<CommitBroadcast> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var told = tail.Position;
        await foreach (var happened in tail.ListenAsync(told, stoppingToken))
        {
            if (happened.Position <= told) continue;
            told = tail.Position;
            await TellAsync(told, stoppingToken);
        }
    }

    private async Task TellAsync(long position, CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        try
        {
            await bus.Publish(new EventsCommitted { Position = position }, context => context.Durable = false, either.Token);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            LogUntold(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The other nodes could not be told of new events; they look by themselves")]
    private partial void LogUntold(Exception failure);
}
