using System.Buffers;
using System.Diagnostics;
using System.Text;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.Validation;

namespace CrmGraph.Bench.Engine;

/// <summary>Minimum of 15 interleaved rounds of every case and its floor: ratios hold on a busy machine, times do not.</summary>
internal static class Quick
{
    private const int Rounds = 15;

    public static async Task RunAsync(TextWriter output)
    {
        var crm = new Crm();
        var schema = BenchSchema.Build(crm);
        var executor = new RequestExecutor(schema);
        using var floor = new Floor(crm);
        var buffer = new ArrayBufferWriter<byte>(1 << 17);
        await output.WriteLineAsync("case  floor µs  ours µs  ratio  allocated B");
        await CompareAsync(output, "E1", () => floor.E1(buffer), Cases.E1, 20_000, executor, buffer);
        await CompareAsync(output, "E2", () => floor.E2(buffer), Cases.E2, 1_000, executor, buffer);
        await CompareAsync(output, "E3", () => floor.E3(buffer), Cases.E3, 300, executor, buffer);
        await CompareAsync(output, "E5 cached", () => floor.E5(buffer, ["a"]), Encoding.UTF8.GetString(Cases.E5(5)), 1_000, executor, buffer);
        await UniqueAsync(output, floor, executor, buffer);
        await PhasesAsync(output, schema);
    }

    private static async Task CompareAsync(TextWriter output, string name, Action hand, string text, int times, RequestExecutor executor, ArrayBufferWriter<byte> buffer)
    {
        var request = new GraphQLRequest(Encoding.UTF8.GetBytes(text));
        var (best, bestFloor, allocated) = (double.MaxValue, double.MaxValue, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                buffer.ResetWrittenCount();
                hand();
            }

            bestFloor = Math.Min(bestFloor, Stopwatch.GetElapsedTime(start).TotalMicroseconds / times);
            var before = GC.GetAllocatedBytesForCurrentThread();
            start = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
                (await executor.ExecuteAsync(request)).Dispose();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / times);
            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / times;
        }

        await output.WriteLineAsync($"{name}  {bestFloor,8:0.00}  {best,8:0.00}  {best / bestFloor,5:0.00}  {allocated}");
    }

    private static async Task UniqueAsync(TextWriter output, Floor floor, RequestExecutor executor, ArrayBufferWriter<byte> buffer)
    {
        var names = Enumerable.Range(0, 200).Select(i => $"a{i}_1000").ToArray();
        var (best, bestFloor, allocated, number) = (double.MaxValue, double.MaxValue, 0L, 1000);
        for (var round = 0; round < Rounds; round++)
        {
            var requests = Enumerable.Range(0, 300).Select(_ => new GraphQLRequest(Cases.E5(number++))).ToList();
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < 1000; i++)
            {
                buffer.ResetWrittenCount();
                floor.E5(buffer, names);
            }

            bestFloor = Math.Min(bestFloor, Stopwatch.GetElapsedTime(start).TotalMicroseconds / 1000);
            var before = GC.GetAllocatedBytesForCurrentThread();
            start = Stopwatch.GetTimestamp();
            foreach (var request in requests)
                (await executor.ExecuteAsync(request)).Dispose();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / requests.Count);
            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / requests.Count;
        }

        await output.WriteLineAsync($"E5  {bestFloor,8:0.00}  {best,8:0.00}  {best / bestFloor,5:0.00}  {allocated}");
    }

    private static async Task PhasesAsync(TextWriter output, Schema schema)
    {
        foreach (var (name, text, options) in new (string, byte[], ParserOptions)[]
        {
            ("2 KB", Cases.Large(2_000), ParserOptions.Default),
            ("100 KB", Cases.Large(100_000), ParserOptions.Trusted),
            ("E5", Cases.E5(7), ParserOptions.Default),
        })
        {
            var times = text.Length > 50_000 ? 20 : 300;
            var document = Parser.Parse(new SourceText(text), options);
            var validation = ValidationOptions.Default with { Limits = new ValidationLimits { MaxFields = int.MaxValue, MaxAliases = int.MaxValue } };
            var templates = new FieldTemplates(schema);
            await output.WriteLineAsync(
                $"{name}: parse {Best(times, () => Parser.Parse(new SourceText(text), options))}; validate {Best(times, () => DocumentValidator.Validate(schema, document, validation))}; "
                + $"plan {Best(times, () => new PreparedDocument(schema, templates, document).Find(null, out _)!.Plan(null))}");
        }

        static string Best(int times, Action action)
        {
            var (best, allocated) = (double.MaxValue, 0L);
            for (var round = 0; round < Rounds; round++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < times; i++)
                    action();
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / times);
                allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / times;
            }

            return $"{best:0.0} µs, {allocated} B";
        }
    }
}
