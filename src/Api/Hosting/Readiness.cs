using System.Data.Common;
using CrmGraph.Connectors.Telemetry;
using Microsoft.Extensions.Options;

namespace CrmGraph.Api.Hosting;

/// <summary>Finds out whether this node should be sent requests.</summary>
internal sealed partial class Readiness(
    DatabaseSetup database, EventFlow events, IOptions<HealthOptions> options, IHostApplicationLifetime lifetime, ILogger<Readiness> log)
{
    /// <summary>What is checked, by name, with what is wrong; null where all is well. The node is ready if all is well.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> CheckAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return new Dictionary<string, string?> { ["host"] = "The host is stopping." };
        try
        {
            if (await database.FindProblemAsync(cancellationToken) is { } problem) return new Dictionary<string, string?> { ["database"] = problem };
            var flow = await events.LookAsync(cancellationToken);
            return new Dictionary<string, string?> { ["database"] = null, ["bus"] = BusProblem(flow), ["eventLog"] = LogProblem(flow) };
        }
        catch (DbException exception)
        {
            LogUnusable(exception);
            return new Dictionary<string, string?> { ["database"] = "The database cannot be used." };
        }
    }

    private string? BusProblem(EventFlowState flow)
    {
        if (!options.Value.RequireBus) return null;
        if (!flow.IsBusReachable) return "The bus cannot be reached.";
        return flow.BusLagTime > options.Value.MaxBusLag ? $"{flow.BusLag} events have not been published on the bus, the oldest for {flow.BusLagTime.TotalSeconds:0} s." : null;
    }

    private string? LogProblem(EventFlowState flow) => flow.TailLag > options.Value.MaxTailLag ? $"This node has {flow.TailLag} events of the log before it." : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database cannot be used")]
    private partial void LogUnusable(Exception exception);
}
