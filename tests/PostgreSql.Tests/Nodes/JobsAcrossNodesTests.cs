using System.Collections.Concurrent;
using System.Globalization;
using CrmGraph.Api.Hosting;
using CrmGraph.Api.Jobs;
using CrmGraph.Testing;
using CrmGraph.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CrmGraph.PostgreSql.Tests.Nodes;

/// <summary>Jobs of nodes that share a database.</summary>
public sealed class JobsAcrossNodesTests
{
    private const int Count = 40;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_due_runs_on_one_of_the_nodes()
    {
        await using var database = await DemoDatabase.CopyAsync();
        var runs = new Runs();
        await using var one = Node(database, runs);
        await using var two = Node(database, runs);
        IScheduler[] schedulers = [await SchedulerAsync(one), await SchedulerAsync(two)];
        for (var i = 0; i < Count; i++)
        {
            var name = i.ToString(CultureInfo.InvariantCulture);
            await schedulers[0].ScheduleJob(
                JobBuilder.Create<CountedJob>().WithIdentity(name).Build(), TriggerBuilder.Create().WithIdentity(name).StartNow().Build(), cancellationToken: Cancelled);
        }

        foreach (var scheduler in schedulers) await scheduler.Start(Cancelled);
        await runs.All.WaitAsync(TimeSpan.FromMinutes(1), Cancelled);
        foreach (var scheduler in schedulers) await scheduler.Shutdown(waitForJobsToComplete: true, Cancelled);

        Assert.Equal(Enumerable.Range(0, Count).Select(i => i.ToString(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal), runs.Names.Order(StringComparer.Ordinal));
    }

    private static ServiceProvider Node(TestDatabase database, Runs runs)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(runs);
        services.AddQuartz(quartz => quartz.KeepIn(DatabaseProvider.PostgreSql, database.ConnectionString));
        return services.BuildServiceProvider();
    }

    private static async Task<IScheduler> SchedulerAsync(ServiceProvider node) => await node.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancelled);

    internal sealed class Runs
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal ConcurrentQueue<string> Names { get; } = new();

        internal Task All => _all.Task;

        internal void Add(string name)
        {
            Names.Enqueue(name);
            if (Names.Count >= Count) _all.TrySetResult();
        }
    }

    internal sealed class CountedJob(Runs runs) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            runs.Add(context.JobDetail.Key.Name);
            return ValueTask.CompletedTask;
        }
    }
}
