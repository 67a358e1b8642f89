using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;

namespace CrmGraph.FanOutBench;

/// <summary>What one run of one server came to.</summary>
/// <param name="Kind">Which server.</param>
/// <param name="P50">Median of the time from publication to the last delivery at a steady pace, in milliseconds.</param>
/// <param name="P99">Its 99th percentile.</param>
/// <param name="Burst">The time from the first publication of the burst to the last delivery of its last event, in milliseconds.</param>
/// <param name="Cpu">Processor time of the server per delivery at a steady pace, in microseconds.</param>
/// <param name="BurstCpu">The same in the burst.</param>
/// <param name="Heap">Managed memory per idle subscriber, in bytes.</param>
/// <param name="Resident">Memory of the process per idle subscriber, in bytes.</param>
/// <param name="Bytes">How long a message is.</param>
/// <param name="Faults">What went wrong; empty if everything was delivered in order.</param>
internal sealed record Figures(string Kind, double P50, double P99, double Burst, double Cpu, double BurstCpu, double Heap, double Resident, int Bytes, string Faults);

/// <summary>How much is done.</summary>
/// <param name="Subscribers">How many subscribers there are.</param>
/// <param name="Events">How many events come at a steady pace.</param>
/// <param name="PerSecond">That pace.</param>
/// <param name="Burst">How many come at once thereafter.</param>
internal sealed record Load(int Subscribers, int Events, double PerSecond, int Burst);

/// <summary>Measures one server, which runs in a process of its own.</summary>
internal static class Measurement
{
    private const int WarmUp = 5;
    private const int ColdMoves = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<Figures> RunAsync(string kind, Load load)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["server", kind]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            var address = new Uri((await process.StandardOutput.ReadLineAsync())!);
            return await RunAsync(kind, load, address);
        }
        finally
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Measures the whole server; times are from the sending of the mutation.</summary>
    public static async Task<Figures> RunCrmAsync(string assembly, Load load)
    {
        using var crm = await CrmServer.StartAsync(assembly);
        // what a mutation costs a process that has just begun is not what deliveries cost
        for (var i = 0; i < ColdMoves; i++)
            await crm.MoveAsync();
        var all = WarmUp + load.Events + load.Burst;
        var deliveries = new Deliveries(load.Subscribers, all);
        var server = new IPEndPoint(IPAddress.Loopback, crm.Port);
        var subscribers = new List<Subscriber>();
        foreach (var some in Enumerable.Range(0, load.Subscribers).Select(_ => new Subscriber(deliveries)).Chunk(50))
        {
            await Task.WhenAll(some.Select(s => s.SubscribeAsync(server, CrmServer.SubscribePayload.Trim(), CrmServer.InitPayload)));
            subscribers.AddRange(some);
            foreach (var subscriber in some)
                _ = subscriber.ReadAsync();
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
        var sent = new List<long>();
        var warm = await MoveAsync(WarmUp, 5);
        var steady = crm.Cpu;
        await MoveAsync(load.Events, load.PerSecond);
        var afterSteady = crm.Cpu;
        await MoveAsync(load.Burst, 0);
        var afterBurst = crm.Cpu;
        var times = Enumerable.Range(WarmUp, load.Events).Select(i => Milliseconds(sent[i], deliveries.LastDelivery(i))).Order().ToArray();
        var figures = new Figures(
            "crm",
            times[times.Length / 2],
            times[(int)Math.Ceiling(times.Length * 0.99) - 1],
            Milliseconds(sent[WarmUp + load.Events], deliveries.LastDelivery(all - 1)),
            (afterSteady - steady) * 1e6 / ((double)load.Events * load.Subscribers),
            (afterBurst - afterSteady) * 1e6 / ((double)load.Burst * load.Subscribers),
            double.NaN,
            double.NaN,
            deliveries.LengthOf(WarmUp),
            deliveries.Faults(all) + (warm ? "" : " (warm-up was not delivered in time)"));
        foreach (var subscriber in subscribers)
            subscriber.Dispose();
        return figures;

        async Task<bool> MoveAsync(int count, double perSecond)
        {
            var begin = Stopwatch.GetTimestamp();
            var answers = new List<Task>();
            for (var i = 0; i < count; i++)
            {
                if (perSecond > 0 && TimeSpan.FromSeconds(i / perSecond) - Stopwatch.GetElapsedTime(begin) is { Ticks: > 0 } early)
                    await Task.Delay(early);
                sent.Add(Stopwatch.GetTimestamp());
                answers.Add(crm.MoveAsync());
            }

            await Task.WhenAll(answers);

            return await deliveries.CompleteAsync(sent.Count, TimeSpan.FromSeconds(60));
        }
    }

    private static async Task<Figures> RunAsync(string kind, Load load, Uri address)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = Patience };
        var all = WarmUp + load.Events + load.Burst;
        var deliveries = new Deliveries(load.Subscribers, all);
        var server = new IPEndPoint(IPAddress.Loopback, address.Port);

        // One subscriber first, so that what is only needed once is not counted as somebody's.
        var subscribers = new List<Subscriber>();
        await ConnectAsync(1);
        var before = await StateAsync(http);
        await ConnectAsync(load.Subscribers - 1);
        await Task.Delay(TimeSpan.FromSeconds(2));
        var idle = await StateAsync(http);

        await PublishAsync(WarmUp, 10, WarmUp);
        var steady = await CpuAsync(http);
        await PublishAsync(load.Events, load.PerSecond, WarmUp + load.Events);
        var afterSteady = await CpuAsync(http);
        await PublishAsync(load.Burst, 0, all);
        var afterBurst = await CpuAsync(http);

        var faults = deliveries.Faults(all);
        foreach (var subscriber in subscribers)
            subscriber.Dispose();
        var published = (await http.GetStringAsync("/published")).Split(',').Select(t => long.Parse(t, CultureInfo.InvariantCulture)).ToArray();
        var times = Enumerable.Range(WarmUp, load.Events).Select(i => Milliseconds(published[i], deliveries.LastDelivery(i))).Order().ToArray();
        var perSubscriber = (long from, long to) => (to - from) / (double)(load.Subscribers - 1);
        return new Figures(
            kind,
            times[times.Length / 2],
            times[(int)Math.Ceiling(times.Length * 0.99) - 1],
            Milliseconds(published[WarmUp + load.Events], deliveries.LastDelivery(all - 1)),
            (afterSteady - steady) * 1e6 / ((double)load.Events * load.Subscribers),
            (afterBurst - afterSteady) * 1e6 / ((double)load.Burst * load.Subscribers),
            perSubscriber(before.Heap, idle.Heap),
            perSubscriber(before.Resident, idle.Resident),
            deliveries.LengthOf(WarmUp),
            faults);

        async Task ConnectAsync(int count)
        {
            foreach (var some in Enumerable.Range(0, count).Select(_ => new Subscriber(deliveries)).Chunk(50))
            {
                await Task.WhenAll(some.Select(s => s.SubscribeAsync(server)));
                subscribers.AddRange(some);
                foreach (var subscriber in some)
                    _ = subscriber.ReadAsync();
            }
        }

        async Task PublishAsync(int count, double perSecond, int through)
        {
            using var response = await http.PostAsync($"/publish/{count}?perSecond={perSecond.ToString(CultureInfo.InvariantCulture)}", null);
            response.EnsureSuccessStatusCode();
            await deliveries.CompleteAsync(through, TimeSpan.FromSeconds(60));
        }
    }

    private static double Milliseconds(long from, long to) => to == 0 ? double.NaN : Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    private static async Task<ServerState> StateAsync(HttpClient http) => (await http.GetFromJsonAsync<ServerState>("/state"))!;

    private static async Task<double> CpuAsync(HttpClient http) => await http.GetFromJsonAsync<double>("/cpu");
}
