using System.Buffers;
using System.Buffers.Text;
using BenchmarkDotNet.Attributes;
using CrmGraph.GraphQL.Execution;

namespace CrmGraph.Bench.Engine;

/// <summary>E5: 200 aliased fields in a text that no cache has seen, so parse, validate, plan and execute are all paid.</summary>
[MemoryDiagnoser]
public class UniqueTextBenchmarks : IDisposable
{
    private static readonly Crm Crm = new();
    private const int FirstNumber = 1_000_000;
    private readonly Floor floor = new(Crm);
    private readonly ArrayBufferWriter<byte> buffer = new(1 << 14);
    private readonly RequestExecutor executor = new(BenchSchema.Build(Crm));
    private readonly string[] names = [.. Enumerable.Range(0, 200).Select(i => $"a{i}_1000")];
    private readonly byte[] text = Cases.E5(FirstNumber);
    private readonly int[] numbers;
    private int next = FirstNumber;

    public UniqueTextBenchmarks()
    {
        var places = new List<int>();
        for (var i = 0; i + 7 <= text.Length; i++)
        {
            if (text.AsSpan(i, 7).SequenceEqual("1000000"u8))
                places.Add(i);
        }

        numbers = [.. places];
    }

    [Benchmark(Baseline = true, Description = "by hand")]
    public int Hand()
    {
        buffer.ResetWrittenCount();
        floor.E5(buffer, names);
        return buffer.WrittenCount;
    }

    [Benchmark(Description = "engine")]
    public async ValueTask<int> Engine()
    {
        next++;
        foreach (var at in numbers)
            Utf8Formatter.TryFormat(next, text.AsSpan(at), out _);
        using var result = (SingleResult)await executor.ExecuteAsync(new GraphQLRequest(text));
        return result.Body.Length;
    }

    public void Dispose()
    {
        floor.Dispose();
        GC.SuppressFinalize(this);
    }
}
