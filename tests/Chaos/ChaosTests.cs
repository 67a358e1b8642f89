using System.Globalization;
using System.Security.Cryptography;
using CrmGraph.Persistence.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Chaos;

/// <summary>
/// Nodes die, connections are cut, and nothing may be lost or doubled. CRMGRAPH_CHAOS_SECONDS says how long each storm lasts (15), and
/// CRMGRAPH_CHAOS_SEED repeats the luck of a run, as far as processes can be repeated.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const string ApiKey = "chaos-key-of-the-first-administrator";

    [Fact]
    public async Task One_node_on_SQLite_is_killed_again_and_again()
    {
        var folder = Directory.CreateTempSubdirectory("crmgraph-chaos-").FullName;
        var connection = $"Data Source={Path.Combine(folder, "crm.db")}";
        await using var receiver = new WebhookReceiver(new Random(Seed));
        await receiver.StartAsync();
        await using var cluster = new Cluster([new Node(1, Settings("Sqlite", connection, receiver.Address))], ApiKey);
        await cluster.Nodes[0].StartAsync(Cancelled);
        await using var database = new ServiceCollection().AddLogging().AddCrmSqlite(connection).BuildServiceProvider();

        await new ChaosRun(cluster, receiver, database, Seed, output).RunAsync(Duration, _ => RestartAsync(cluster.Nodes[0]), Cancelled);

        Directory.Delete(folder, recursive: true);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static TimeSpan Duration { get; } = TimeSpan.FromSeconds(Number("CRMGRAPH_CHAOS_SECONDS") ?? 15);

    private static int Seed { get; } = Number("CRMGRAPH_CHAOS_SEED") ?? RandomNumberGenerator.GetInt32(int.MaxValue / 2);

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static async Task RestartAsync(Node node)
    {
        await node.KillAsync();
        await node.StartAsync(Cancelled);
    }

    private static Dictionary<string, string> Settings(string provider, string connection, Uri webhook) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Database__Provider"] = provider,
        ["Database__MigrateOnStart"] = "true",
        ["ConnectionStrings__Crm"] = connection,
        ["Demo__Enabled"] = "true",
        ["Security__BootstrapApiKey"] = ApiKey,
        ["Connectors__Webhooks__chaos__Url"] = webhook.ToString(),
        ["Connectors__Webhooks__chaos__Secret"] = $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}",
        ["Connectors__Webhooks__chaos__AllowPrivateNetworks"] = "true",
    };
}
