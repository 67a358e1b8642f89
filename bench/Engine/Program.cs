using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CrmGraph.Bench.Engine;

// `quick` takes a minute and is for work in progress; without it BenchmarkDotNet measures for RESULTS.md.
if (args is ["quick"])
{
    await Quick.RunAsync(Console.Out);
}
else
{
    // In this process: the project that BenchmarkDotNet would generate and build elsewhere does not know the repository's settings.
    var config = DefaultConfig.Instance
        .AddJob(Job.MediumRun.WithLaunchCount(1).WithToolchain(InProcessEmitToolchain.Instance))
        .AddColumn(CategoriesColumn.Default)
        .HideColumns("Error", "StdDev", "Median", "RatioSD");
    BenchmarkSwitcher.FromTypes([typeof(OperationBenchmarks), typeof(DocumentBenchmarks), typeof(UniqueTextBenchmarks)]).Run(args is [] ? ["--filter", "*"] : args, config);
}
