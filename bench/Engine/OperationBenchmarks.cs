using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using CrmGraph.GraphQL.Execution;

namespace CrmGraph.Bench.Engine;

/// <summary>Whole requests with a cached plan, from the document's bytes to the response's bytes, beside hand-written code for the same bytes.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
public class OperationBenchmarks : IDisposable
{
    private static readonly Crm Crm = new();
    private readonly Floor floor = new(Crm);
    private readonly ArrayBufferWriter<byte> buffer = new(1 << 17);
    private readonly RequestExecutor executor = new(BenchSchema.Build(Crm));
    private readonly GraphQLRequest e1 = new(Encoding.UTF8.GetBytes(Cases.E1));
    private readonly GraphQLRequest e2 = new(Encoding.UTF8.GetBytes(Cases.E2));
    private readonly GraphQLRequest e3 = new(Encoding.UTF8.GetBytes(Cases.E3));

    [Benchmark(Baseline = true, Description = "by hand"), BenchmarkCategory("E1")]
    public int HandE1() => Hand(floor.E1);

    [Benchmark(Description = "engine"), BenchmarkCategory("E1")]
    public ValueTask<int> EngineE1() => ExecuteAsync(e1);

    [Benchmark(Baseline = true, Description = "by hand"), BenchmarkCategory("E2")]
    public int HandE2() => Hand(floor.E2);

    [Benchmark(Description = "engine"), BenchmarkCategory("E2")]
    public ValueTask<int> EngineE2() => ExecuteAsync(e2);

    [Benchmark(Baseline = true, Description = "by hand"), BenchmarkCategory("E3")]
    public int HandE3() => Hand(floor.E3);

    [Benchmark(Description = "engine"), BenchmarkCategory("E3")]
    public ValueTask<int> EngineE3() => ExecuteAsync(e3);

    public void Dispose()
    {
        floor.Dispose();
        GC.SuppressFinalize(this);
    }

    private int Hand(Action<IBufferWriter<byte>> write)
    {
        buffer.ResetWrittenCount();
        write(buffer);
        return buffer.WrittenCount;
    }

    private async ValueTask<int> ExecuteAsync(GraphQLRequest request)
    {
        using var result = (SingleResult)await executor.ExecuteAsync(request);
        return result.Body.Length;
    }
}
