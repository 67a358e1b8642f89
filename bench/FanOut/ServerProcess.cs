using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrmGraph.FanOutBench;

/// <summary>What a server tells of itself.</summary>
/// <param name="Cpu">Processor time used so far, in seconds.</param>
/// <param name="Heap">Managed memory in use after a full collection, in bytes.</param>
/// <param name="Resident">Memory of the process, in bytes.</param>
internal sealed record ServerState(double Cpu, long Heap, long Resident);

/// <summary>A server that is measured, in a process of its own, and what it is told to do.</summary>
internal static class ServerProcess
{
    public static async Task RunAsync(string kind)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        if (kind == "engine")
            EngineServer.Add(builder.Services);
        else
            BaselineServer.Add(builder.Services);
        var app = builder.Build();
        var published = new List<long>();
        app.MapGet("/cpu", () => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds);
        app.MapGet("/state", State);
        app.MapGet("/published", () => Results.Text(string.Join(',', published)));
        app.MapPost("/publish/{count:int}", async (int count, double perSecond, IPublisher publisher, CancellationToken cancellationToken) =>
        {
            var begin = Stopwatch.GetTimestamp();
            for (var i = 0; i < count; i++)
            {
                if (perSecond > 0 && TimeSpan.FromSeconds(i / perSecond) - Stopwatch.GetElapsedTime(begin) is { Ticks: > 0 } early)
                    await Task.Delay(early, cancellationToken);
                published.Add(Stopwatch.GetTimestamp());
                publisher.Publish(StageChange.Of(published.Count, TimeProvider.System.GetUtcNow()));
            }
        });
        if (kind == "engine")
            EngineServer.Map(app);
        else
            BaselineServer.Map(app);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.In.ReadLineAsync();
    }

    private static IResult State()
    {
        for (var i = 0; i < 2; i++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        var resident = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return Results.Json(new ServerState(
            Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds,
            GC.GetTotalMemory(forceFullCollection: true),
            long.Parse(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024));
    }
}
