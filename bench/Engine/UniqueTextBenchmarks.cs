using System.Buffers;
using BenchmarkDotNet.Attributes;
using CrmGraph.GraphQL.Execution;

namespace CrmGraph.Bench.Engine;

/// <summary>E5: 200 aliased fields in a text that no cache has seen, so parse, validate, plan and execute are all paid.</summary>
[MemoryDiagnoser]
public class UniqueTextBenchmarks : IDisposable
{
    private static readonly Crm Crm = new();
    private readonly Floor floor = new(Crm);
    private readonly ArrayBufferWriter<byte> buffer = new(1 << 14);
    private readonly RequestExecutor executor = new(BenchSchema.Build(Crm));
    private readonly string[] names = [.. Enumerable.Range(0, 200).Select(i => $"a{i}_1000")];
    private readonly GraphQLRequest[] requests = [.. Enumerable.Range(1000, 4096).Select(i => new GraphQLRequest(Cases.E5(i)))];
    private int next;

    [Benchmark(Baseline = true, Description = "by hand")]
    public int Hand()
    {
        buffer.ResetWrittenCount();
        floor.E5(buffer, names);
        return buffer.WrittenCount;
    }

    // 4,096 texts through a cache of 1,024 documents: each has been driven out before it comes again.
    [Benchmark(Description = "engine")]
    public async ValueTask<int> Engine()
    {
        using var result = (SingleResult)await executor.ExecuteAsync(requests[next++ & 4095]);
        return result.Body.Length;
    }

    public void Dispose()
    {
        floor.Dispose();
        GC.SuppressFinalize(this);
    }
}
