using BenchmarkDotNet.Running;
using CrmGraph.Bench.Engine;

// `quick` takes a minute and is for work in progress; without it BenchmarkDotNet measures for RESULTS.md.
if (args is ["quick"])
    await Quick.RunAsync(Console.Out);
else
    BenchmarkSwitcher.FromTypes([typeof(OperationBenchmarks), typeof(DocumentBenchmarks), typeof(UniqueTextBenchmarks)]).Run(args);
