using CrmGraph.Api.Hosting;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Testing;

/// <summary>A SQLite file with the demo, made when a test of this run first wants it, as it stands at <see cref="Given.Now"/>.</summary>
internal static class DemoFile
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    public static Task<string> GetAsync() => Made.Value;

    private static async Task<string> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("crmgraph-demo-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using var app = CrmApplication.Build(folder, new CrmApplicationOptions(), new SqlStatements());
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(CancellationToken.None);
        await setup.FillDemoAsync(CancellationToken.None);
        var file = Path.Combine(folder, "demo.db");
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync();
        // one file without a log beside it, so that it can be copied
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {file}");
        return file;
    }
}
