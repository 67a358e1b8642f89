using CrmGraph.Api.Hosting;
using Microsoft.Extensions.Options;
using Quartz;

namespace CrmGraph.Api.Jobs;

/// <summary>Registers what the server does by itself. The schedule is kept in the database, so that each job runs on one node at a time.</summary>
internal static class JobsRegistration
{
    private const int Threads = 2;

    /// <summary>Adds the jobs, unless <c>Jobs:Enabled</c> is false.</summary>
    public static void AddJobs(this WebApplicationBuilder builder)
    {
        if (!builder.Configuration.GetValue($"{JobOptions.Section}:{nameof(JobOptions.Enabled)}", defaultValue: true)) return;
        var (provider, connection) = DatabaseRegistration.Chosen(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddQuartz(quartz => quartz
            .KeepIn(provider, connection)
            .Run<StagnationJob>("stagnation", o => o.StagnationInterval)
            .Run<OverdueJob>("overdue", o => o.OverdueInterval)
            .Run<RetentionJob>("retention", o => o.RetentionInterval));
        builder.Services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }

    /// <summary>Has a scheduler keep its schedule in a database, which on a server it shares with those of other nodes.</summary>
    internal static IQuartzBuilder KeepIn(this IQuartzBuilder quartz, DatabaseProvider provider, string connection)
    {
        quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = "CrmGraph");
        quartz.UseDefaultThreadPool(Threads);
        quartz.UsePersistentStore(store =>
        {
            switch (provider)
            {
                case DatabaseProvider.Sqlite:
                    store.UseSqlite(connection);
                    break;
                case DatabaseProvider.PostgreSql:
                    store.UsePostgres(connection);
                    store.UseClustering(_ => { });
                    break;
                default:
                    store.UseSqlServer(connection);
                    store.UseClustering(_ => { });
                    break;
            }
            store.UseSystemTextJsonSerializer();
        });
        return quartz;
    }

    /// <summary>Runs a job again and again.</summary>
    internal static IQuartzBuilder Run<TJob>(this IQuartzBuilder quartz, string name, Func<JobOptions, TimeSpan> interval)
        where TJob : class, IJob
    {
        quartz.AddJob<TJob>(job => job.WithIdentity(name));
        quartz.AddTrigger((services, trigger) =>
        {
            var options = services.GetRequiredService<IOptions<JobOptions>>().Value;
            trigger
                .ForJob(name)
                .WithIdentity(name)
                .StartAt(services.GetRequiredService<TimeProvider>().GetUtcNow() + options.StartDelay)
                .WithSimpleSchedule(schedule => schedule.WithInterval(interval(options)).RepeatForever());
        });
        return quartz;
    }
}
