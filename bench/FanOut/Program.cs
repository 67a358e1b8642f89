using System.Globalization;
using CrmGraph.FanOutBench;

// `./dev bench-fanout [--subscribers 10000] [--events 60] [--rounds 3] [--crm src/Api/bin/Release/net10.0/CrmGraph.Api.dll]`
// `server baseline` and `server engine` are started by this program itself: they are what is measured.
if (args is ["server", var kind])
{
    await ServerProcess.RunAsync(kind);
    return;
}

var load = new Load(Number("--subscribers", 10_000), Number("--events", 60), 5, 20);
var rounds = Number("--rounds", 3);
var crm = Array.IndexOf(args, "--crm") is >= 0 and var given && given + 1 < args.Length ? args[given + 1] : null;
var figures = new List<Figures>();
for (var round = 0; round < rounds; round++)
{
    foreach (var server in (string[])["baseline", "engine", .. crm is null ? Array.Empty<string>() : ["crm"]])
    {
        var one = server == "crm" ? await Measurement.RunCrmAsync(crm!, load) : await Measurement.RunAsync(server, load);
        figures.Add(one);
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Kind,-9} p50 {one.P50:F0} ms, p99 {one.P99:F0} ms, burst {one.Burst:F0} ms, CPU {one.Cpu:F1} µs (burst {one.BurstCpu:F1} µs), heap {one.Heap:F0} B, resident {one.Resident:F0} B, messages of {one.Bytes} B {one.Faults}"));
    }
}

await Console.Out.WriteLineAsync($"\n{load.Subscribers:N0} subscribers, {load.Events} events at {load.PerSecond}/s, then {load.Burst} at once; medians of {rounds} rounds\n");
await Console.Out.WriteLineAsync("| | baseline | engine | ratio | whole server | ratio |\n| --- | ---: | ---: | ---: | ---: | ---: |");
await RowAsync("p50 of publication to last delivery, ms", f => f.P50);
await RowAsync("p99 of publication to last delivery, ms", f => f.P99);
await RowAsync("burst: first publication to last delivery, ms", f => f.Burst);
await RowAsync("CPU per delivery, µs", f => f.Cpu);
await RowAsync("CPU per delivery in the burst, µs", f => f.BurstCpu);
await RowAsync("managed memory per idle subscriber, B", f => f.Heap);
await RowAsync("resident memory per idle subscriber, B", f => f.Resident);

async Task RowAsync(string name, Func<Figures, double> of)
{
    var (baseline, engine, whole) = (Median("baseline"), Median("engine"), Median("crm"));
    await Console.Out.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture, $"| {name} | {baseline:N1} | {engine:N1} | {engine / baseline:F2} | {whole:N1} | {whole / baseline:F2} |"));

    double Median(string server) => figures.Where(f => f.Kind == server).Select(of).Order().ElementAtOrDefault(rounds / 2);
}

int Number(string option, int otherwise) =>
    Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
