using System.Globalization;
using System.Security.Cryptography;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.PostgreSql;
using CrmGraph.Persistence.Sqlite;
using CrmGraph.Testing.Brokers;
using CrmGraph.Testing.Databases;
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
        await using var database = Services().AddCrmSqlite(connection).BuildServiceProvider();

        await new ChaosRun(cluster, receiver, database, Seed, output).RunAsync(Duration, _ => RestartAsync(cluster.Nodes[0]), Cancelled);

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Two_nodes_on_PostgreSQL_are_killed_and_RabbitMQ_is_restarted()
    {
        await using var server = await PostgreSqlDatabase.CreateAsync();
        await using var rabbit = await RabbitServer.StartAsync();
        await using var receiver = new WebhookReceiver(new Random(Seed));
        await receiver.StartAsync();
        var settings = Settings("PostgreSql", server.ConnectionString, receiver.Address);
        settings["Messaging__Transport"] = "RabbitMq";
        settings["ConnectionStrings__RabbitMq"] = rabbit.ConnectionString;
        await using var cluster = new Cluster([new Node(1, settings), new Node(2, settings)], ApiKey);
        foreach (var node in cluster.Nodes) await node.StartAsync(Cancelled);
        await using var database = Services().AddCrmPostgreSql(server.ConnectionString).BuildServiceProvider();

        await new ChaosRun(cluster, receiver, database, Seed, output).RunAsync(Duration, DisturbAsync, Cancelled);

        async Task DisturbAsync(Random random)
        {
            switch (random.Next(5))
            {
                case 0:
                    await rabbit.KillAsync();
                    await rabbit.StartAgainAsync();
                    break;
                case 1:
                    await Task.WhenAll(cluster.Nodes.Select(RestartAsync));
                    break;
                default:
                    await RestartAsync(cluster.Nodes[random.Next(2)]);
                    break;
            }
        }
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static TimeSpan Duration { get; } = TimeSpan.FromSeconds(Number("CRMGRAPH_CHAOS_SECONDS") ?? 15);

    private static int Seed { get; } = Number("CRMGRAPH_CHAOS_SEED") ?? RandomNumberGenerator.GetInt32(int.MaxValue / 2);

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IServiceCollection Services() => new ServiceCollection().AddLogging().AddSingleton(new EventNames(NodeId.Encode));

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
        // what jobs raise in between is nobody's mutation
        ["Jobs__Enabled"] = "false",
        ["Security__BootstrapApiKey"] = ApiKey,
        ["Connectors__Webhooks__chaos__Url"] = webhook.ToString(),
        ["Connectors__Webhooks__chaos__Secret"] = $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}",
        ["Connectors__Webhooks__chaos__AllowPrivateNetworks"] = "true",
    };
}
