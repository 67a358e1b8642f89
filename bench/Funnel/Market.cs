using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CrmGraph.Api.Hosting;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.AspNetCore;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Funnels;
using CrmGraph.Persistence.Seed;
using CrmGraph.Persistence.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.FunnelBench;

/// <summary>A SQLite file with as many opportunities of a year as wanted, and the API over it: 20 teams under 4 managers, 10 sellers each.</summary>
internal sealed class Market : IAsyncDisposable
{
    internal static readonly DateTimeOffset Now = new(2026, 6, 15, 0, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider _services;
    private readonly Dictionary<string, Caller> _callers;
    private readonly string _pipelineId;

    private Market(int size, ServiceProvider services, Dictionary<string, Caller> callers, string pipelineId) =>
        (Size, _services, _callers, _pipelineId) = (size, services, callers, pipelineId);

    internal int Size { get; }

    internal static async Task<Market> MakeAsync(string file, int size, TextWriter output)
    {
        var started = Stopwatch.GetTimestamp();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new OrganisationOptions());
        services.AddCrmSqlite($"Data Source={file}");
        services.AddGraphQLServer().AddCrmSchema();
        var provider = services.BuildServiceProvider();
        await using var db = await provider.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContextAsync();
        await db.Database.MigrateAsync();
        var (teams, sellers, template, pipeline, callers) = await FoundAsync(db);
        await DealWriter.WriteAsync(db, size, template, pipeline, sellers);
        await output.WriteLineAsync($"{size:N0} opportunities written in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        started = Stopwatch.GetTimestamp();
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        var result = await db.RecountFunnelAsync(CancellationToken.None);
        await output.WriteLineAsync($"{result.Deals:N0} counted into {result.Cells:N0} sums in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; {new FileInfo(file).Length / 1_048_576:N0} MB");
        return new Market(size, provider, callers, NodeId.Encode("Pipeline", pipeline.Id.Value));
    }

    internal async Task AskAsync(string caller, string fields, string? groupBy, string from, string to)
    {
        await using var scope = _services.CreateAsyncScope();
        var request = new GraphQLRequest(Encoding.UTF8.GetBytes($"query ($id: ID!, $period: PeriodInput, $groupBy: FunnelGrouping) {{ funnel(pipelineId: $id, period: $period, groupBy: $groupBy) {{ {fields} }} }}"))
        {
            Caller = _callers[caller],
            Variables = JsonSerializer.SerializeToElement(new { id = _pipelineId, period = new { from, to }, groupBy }),
            Services = scope.ServiceProvider,
        };
        using var result = (SingleResult)await _services.GetRequiredService<RequestExecutor>().ExecuteAsync(request, CancellationToken.None);
        if (Encoding.UTF8.GetString(result.Body.Span).Contains("\"errors\"", StringComparison.Ordinal))
            throw new InvalidOperationException(Encoding.UTF8.GetString(result.Body.Span));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static async Task<(List<Team> Teams, List<User> Sellers, Opportunity Template, Pipeline Pipeline, Dictionary<string, Caller> Callers)> FoundAsync(CrmDbContext db)
    {
        await DemoData.FillAsync(db, TimeProvider.System, 1, CancellationToken.None);
        var pipeline = await db.Pipelines.SingleAsync(p => p.IsDefault);
        List<Team> teams = [];
        List<User> sellers = [];
        List<User> managers = [];
        for (var region = 0; region < 4; region++)
        {
            var above = Team.Create($"Region {region}", null, null, Now);
            managers.Add(User.Create($"Manager {region}", $"m{region}@bench.example", Role.SalesManager, above.Id, null, Now));
            teams.Add(above);
            foreach (var number in Enumerable.Range(0, 5))
            {
                var team = Team.Create($"Team {region}.{number}", null, above, Now);
                teams.Add(team);
                sellers.AddRange(Enumerable.Range(0, 10).Select(i => User.Create($"Seller {region}.{number}.{i}", $"s{region}{number}{i}@bench.example", Role.SalesRep, team.Id, null, Now)));
            }
        }

        var admin = User.Create("Admin", "admin@bench.example", Role.Admin, null, null, Now);
        var account = Account.Create(new AccountDetails { Name = "Bench" }, sellers[0], Now);
        var template = Opportunity.Create("B-0", new NewOpportunity { Name = "Bench", AccountId = account.Id, Amount = new Money(1, "CNY"), CloseDate = new DateOnly(2026, 9, 30) }, pipeline.First, sellers[0], admin.Id, Now.AddYears(-10));
        db.AddRange([.. teams, .. sellers, .. managers, admin, account, template]);
        await db.SaveChangesAsync();
        await db.Database.ExecuteSqlRawAsync("""DELETE FROM "FunnelEntries"; DELETE FROM "FunnelCells"; DELETE FROM "FunnelSeries";""");
        var all = await db.Teams.AsNoTracking().ToListAsync();
        return (teams, sellers, template, pipeline, new Dictionary<string, Caller>
        {
            ["admin"] = Caller.Of(admin, all),
            ["manager"] = Caller.Of(managers[0], all),
            ["rep"] = Caller.Of(sellers[0], all),
        });
    }
}
