using CrmGraph.Api.Hosting;
using CrmGraph.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Testing;

/// <summary>The demo as it stands at <see cref="Given.Now"/>, made once per test run.</summary>
public static class DemoDatabase
{
    private static readonly TemplateDatabase Template = new(FillAsync);
    private static readonly TemplateDatabase SqliteTemplate = TestDatabase.IsPostgreSql ? new(FillAsync, () => Task.FromResult<TestDatabase>(new SqliteFile())) : Template;

    /// <summary>A database with the demo, of the kind that the test assembly is about.</summary>
    public static Task<TestDatabase> CopyAsync() => Template.CopyAsync();

    /// <summary>A SQLite file with the demo, whatever the test assembly is about.</summary>
    public static Task<TestDatabase> CopySqliteAsync() => SqliteTemplate.CopyAsync();

    private static async Task FillAsync(TestDatabase empty)
    {
        var folder = Directory.CreateTempSubdirectory("crmgraph-demo-").FullName;
        await using (var app = CrmApplication.Build(folder, empty, new CrmApplicationOptions(), new SqlStatements()))
        {
            var setup = app.Services.GetRequiredService<DatabaseSetup>();
            await setup.MigrateAsync(CancellationToken.None);
            await setup.FillDemoAsync(CancellationToken.None);
        }
        Directory.Delete(folder, recursive: true);
    }
}
