using System.Text;
using CrmGraph.Bench.Engine;
using CrmGraph.GraphQL.Execution;

var crm = new Crm();
var executor = new RequestExecutor(BenchSchema.Build(crm));
foreach (var text in new[] { Cases.E1, "{ opportunities(first: 2) { id account { id __typename } } }", "{ __schema { queryType { name } } }", "{ nope(first: 1) }" })
{
    try {
    using var result = (SingleResult)await executor.ExecuteAsync(new GraphQLRequest(Encoding.UTF8.GetBytes(text)));
    await Console.Out.WriteLineAsync(Encoding.UTF8.GetString(result.Body.Span));
    } catch (InvalidOperationException e) { await Console.Out.WriteLineAsync(e.Message); }
}
var buffer = new System.Buffers.ArrayBufferWriter<byte>(100000);
using var floor = new Floor(crm);
foreach (var (name, text, run) in new (string, string, Action)[] { ("E1", Cases.E1, () => floor.E1(buffer)), ("E2", Cases.E2, () => floor.E2(buffer)), ("E3", Cases.E3, () => floor.E3(buffer)) })
{
    buffer.ResetWrittenCount();
    run();
    var request = new GraphQLRequest(Encoding.UTF8.GetBytes(text));
    using (var result = (SingleResult)await executor.ExecuteAsync(request))
        await Console.Out.WriteLineAsync($"{name} {result.Body.Length} bytes, same: {result.Body.Span.SequenceEqual(buffer.WrittenSpan)}");
    double bestFloor = 1e9, bestOurs = 1e9; long allocated = 0;
    var n = name == "E1" ? 20000 : 1000;
    for (var round = 0; round < 15; round++)
    {
        var t = System.Diagnostics.Stopwatch.GetTimestamp();
        for (var i = 0; i < n; i++) { buffer.ResetWrittenCount(); run(); }
        bestFloor = Math.Min(bestFloor, System.Diagnostics.Stopwatch.GetElapsedTime(t).TotalMicroseconds / n);
        t = System.Diagnostics.Stopwatch.GetTimestamp();
        var a = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < n; i++) (await executor.ExecuteAsync(request)).Dispose();
        allocated = (GC.GetAllocatedBytesForCurrentThread() - a) / n;
        bestOurs = Math.Min(bestOurs, System.Diagnostics.Stopwatch.GetElapsedTime(t).TotalMicroseconds / n);
    }
    await Console.Out.WriteLineAsync($"{name}: floor {bestFloor:0.00} µs, ours {bestOurs:0.00} µs, ratio {bestOurs / bestFloor:0.00}, allocated {allocated} B");
}
{
    var unique = 0; double best = 1e9; 
    for (var round = 0; round < 15; round++)
    {
        var requests = Enumerable.Range(0, 200).Select(_ => new GraphQLRequest(Cases.E5(unique++))).ToList();
        var t = System.Diagnostics.Stopwatch.GetTimestamp();
        foreach (var request in requests) (await executor.ExecuteAsync(request)).Dispose();
        best = Math.Min(best, System.Diagnostics.Stopwatch.GetElapsedTime(t).TotalMicroseconds / requests.Count);
    }
    var names = Enumerable.Range(0, 200).Select(i => $"a{i}_1").ToArray(); double bestFloor = 1e9;
    for (var round = 0; round < 15; round++)
    {
        var t = System.Diagnostics.Stopwatch.GetTimestamp();
        for (var i = 0; i < 1000; i++) { buffer.ResetWrittenCount(); floor.E5(buffer, names); }
        bestFloor = Math.Min(bestFloor, System.Diagnostics.Stopwatch.GetElapsedTime(t).TotalMicroseconds / 1000);
    }
    await Console.Out.WriteLineAsync($"E5: floor {bestFloor:0.00} µs, ours {best:0.00} µs, ratio {best / bestFloor:0.00}");
}
