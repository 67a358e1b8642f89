using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Opportunities;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.PostgreSql;
using CrmGraph.Testing.Databases;
using CrmGraph.Testing.Erp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Chaos;

/// <summary>
/// Deals are won while nodes and Tryton are killed: each has to be one confirmed sale there. CRMGRAPH_ERP_DEALS says how many (12),
/// CRMGRAPH_ERP_KILLS how often the nodes are killed (2), and CRMGRAPH_ERP_TRYTON_KILLS how often Tryton is (1).
/// </summary>
public sealed class ErpChaosTests(ITestOutputHelper output)
{
    private const string ApiKey = "chaos-key-of-the-first-administrator";
    private const string Connector = "tryton";
    private const int Winners = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static int Deals { get; } = Number("CRMGRAPH_ERP_DEALS", 12);

    private static int Kills { get; } = Number("CRMGRAPH_ERP_KILLS", 2);

    private static int TrytonKills { get; } = Number("CRMGRAPH_ERP_TRYTON_KILLS", 1);

    [Fact]
    public async Task Every_won_deal_is_one_confirmed_sale_in_Tryton_whatever_is_killed()
    {
        await using var tryton = await TrytonServer.StartAsync();
        await using var database = await PostgreSqlDatabase.CreateAsync();
        var settings = Settings(database.ConnectionString, tryton);
        await using var cluster = new Cluster([new Node(1, settings), new Node(2, settings)], ApiKey);
        foreach (var node in cluster.Nodes) await node.StartAsync(Cancelled);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(new EventNames(NodeId.Encode)).AddCrmPostgreSql(database.ConnectionString).BuildServiceProvider();
        var deals = await PrepareAsync(cluster);

        var started = Stopwatch.GetTimestamp();
        var winning = WinAsync(cluster, deals);
        await KillAsync(cluster, tryton, services);
        await winning;
        await UntilAsync(services, cluster, ledger => ledger.Count == Deals && ledger.All(s => s.Status == ErpSyncStatus.Synced && s.NextAttemptAt is null));
        var took = Stopwatch.GetElapsedTime(started);

        var ledger = await LedgerAsync(services);
        var sales = await SalesAsync(tryton);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Deals} deals won while the servers were killed {Kills} times and Tryton {TrytonKills} times: {ledger.Count(s => s.Status == ErpSyncStatus.Synced)} entries SYNCED after {ledger.Sum(s => s.Attempts)} attempts, "
            + $"{sales.Count} sales, {sales.Count(IsConfirmed)} of them confirmed; {took.TotalSeconds:0} s"));
        Assert.Equal(deals.Select(d => d.Id).Order(StringComparer.Ordinal), ledger.Select(s => NodeId.Encode(nameof(Opportunity), s.OpportunityId.Value)).Order(StringComparer.Ordinal));
        // whatever their state: not even a cancelled one too many
        Assert.Equal(ledger.Select(s => s.Key).Order(StringComparer.Ordinal), sales.Select(s => s["reference"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.All(sales, sale => Assert.True(IsConfirmed(sale), sale.ToJsonString()));
        await CheckAsync(tryton, deals, ledger, sales);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task<IReadOnlyList<ErpDeal>> PrepareAsync(Cluster cluster)
    {
        var prepared = new IReadOnlyList<ErpDeal>[(Deals + 1) / 2];
        await Parallel.ForAsync(0, prepared.Length, new ParallelOptions { MaxDegreeOfParallelism = Winners, CancellationToken = Cancelled },
            async (i, stop) => prepared[i] = await ErpDeal.PrepareAsync(cluster, i, new Random(i), stop));
        return [.. prepared.SelectMany(d => d).Take(Deals)];
    }

    private static Task WinAsync(Cluster cluster, IReadOnlyList<ErpDeal> deals) => Parallel.ForAsync(
        0, deals.Count, new ParallelOptions { MaxDegreeOfParallelism = Winners, CancellationToken = Cancelled },
        async (i, stop) => await deals[i].WinAsync(cluster, new Random(i), stop));

    // each time that another part of the deals has arrived, so that there is always something under way
    private static async Task KillAsync(Cluster cluster, TrytonServer tryton, ServiceProvider services)
    {
        var (all, trytonKills) = (Kills + TrytonKills, 0);
        for (var i = 1; i <= all; i++)
        {
            var (wanted, round) = (Deals * i / (all + 1), i);
            await UntilAsync(services, cluster, ledger => ledger.Count(s => s.Status == ErpSyncStatus.Synced) >= wanted);
            if (i * TrytonKills / all > trytonKills)
            {
                trytonKills++;
                await tryton.KillAsync();
                await tryton.StartAgainAsync();
            }
            else
            {
                // both at once, or one, whose work the other takes over
                await Task.WhenAll(cluster.Nodes.Where((_, n) => round % 2 == 1 || n == round / 2 % 2).Select(RestartAsync));
            }
        }
    }

    private static async Task RestartAsync(Node node)
    {
        await node.KillAsync();
        await node.StartAsync(Cancelled);
    }

    private static async Task UntilAsync(ServiceProvider services, Cluster cluster, Func<IReadOnlyList<ErpSync>, bool> isReached)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(200, Cancelled))
        {
            var ledger = await LedgerAsync(services);
            if (isReached(ledger)) return;
            if (Stopwatch.GetElapsedTime(started) < Patience) continue;
            var open = ledger.Where(s => s.Status != ErpSyncStatus.Synced || s.NextAttemptAt is not null).Select(s => $"{s.Key} {s.Status} {s.Step} {s.LastError}");
            Assert.Fail($"{ledger.Count} deals are in the ledger; of these are not through:\n{string.Join('\n', open)}\n{string.Join('\n', cluster.Nodes.Select(n => n.Output))}");
        }
    }

    private static async Task<IReadOnlyList<ErpSync>> LedgerAsync(ServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CrmDbContext>().ErpSyncs.AsNoTracking().IgnoreAutoIncludes().ToListAsync(Cancelled);
    }

    private static async Task<IReadOnlyList<JsonObject>> SalesAsync(TrytonServer tryton)
    {
        JsonArray domain = [new JsonArray("reference", "like", "CG-%")];
        JsonArray fields = ["reference", "state", "party", "party.code", "party.name", "currency.code", "untaxed_amount", "tax_amount", "total_amount", "lines", "invoices"];
        var found = await tryton.AskAsAsync(TrytonServer.User, "model.sale.sale.search_read", domain, 0, null, null, fields);
        return [.. found!.AsArray().Select(s => (JsonObject)s!)];
    }

    private static bool IsConfirmed(JsonObject sale) => sale["state"]!.GetValue<string>() is "processing" or "done";

    private static async Task CheckAsync(TrytonServer tryton, IReadOnlyList<ErpDeal> deals, IReadOnlyList<ErpSync> ledger, IReadOnlyList<JsonObject> sales)
    {
        JsonArray ids = [.. sales.SelectMany(s => s["lines"]!.AsArray()).Select(l => (JsonNode)l!.GetValue<int>())];
        JsonArray fields = ["sale", "product.code", "quantity", "amount", "taxes"];
        var lines = (await tryton.AskAsAsync(TrytonServer.User, "model.sale.line.read", ids, fields))!.AsArray().ToLookup(l => l!["sale"]!.GetValue<int>());
        var keys = ledger.ToDictionary(s => NodeId.Encode(nameof(Opportunity), s.OpportunityId.Value), s => s.Key);
        var byKey = sales.ToDictionary(s => s["reference"]!.GetValue<string>());
        foreach (var deal in deals)
        {
            var sale = byKey[keys[deal.Id]];
            Assert.Equal((deal.Customer, deal.Currency, deal.Total), (sale["party."]!["name"]!.GetValue<string>(), sale["currency."]!["code"]!.GetValue<string>(), sale["untaxed_amount"].Number()));
            // 13 % on CRM, 6 % on SVC
            Assert.Equal(
                deal.Lines.Sum(l => decimal.Round(l.Amount * (l.Product == "SVC" ? 0.06m : 0.13m), 2, MidpointRounding.ToEven)), sale["tax_amount"].Number());
            Assert.Single(sale["invoices"]!.AsArray());
            var sold = lines[sale["id"]!.GetValue<int>()].GroupBy(l => l!["product."]!["code"]!.GetValue<string>()).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (g.Key, g.Sum(l => (decimal)l!["quantity"]!.GetValue<double>()), g.Sum(l => l!["amount"].Number())));
            Assert.Equal(deal.Lines, sold);
        }

        // one party for each customer
        Assert.All(deals.GroupBy(d => d.Customer), c => Assert.Single(c.Select(d => byKey[keys[d.Id]]["party"]!.GetValue<int>()).Distinct()));
    }

    private static Dictionary<string, string> Settings(string connection, TrytonServer tryton) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["Database__Provider"] = "PostgreSql",
        ["Database__MigrateOnStart"] = "true",
        ["ConnectionStrings__Crm"] = connection,
        ["Demo__Enabled"] = "true",
        ["Jobs__Enabled"] = "false",
        ["Security__BootstrapApiKey"] = ApiKey,
        [$"Connectors__Erp__{Connector}__Kind"] = "Tryton",
        [$"Connectors__Erp__{Connector}__Url"] = tryton.Url.ToString(),
        [$"Connectors__Erp__{Connector}__Database"] = tryton.Database,
        [$"Connectors__Erp__{Connector}__User"] = TrytonServer.User,
        [$"Connectors__Erp__{Connector}__Password"] = TrytonServer.Password,
        [$"Connectors__Erp__{Connector}__DefaultProduct"] = "CRM",
        [$"Connectors__Erp__{Connector}__Parallelism"] = "4",
        [$"Connectors__Erp__{Connector}__RequestTimeout"] = "00:00:05",
        [$"Connectors__Erp__{Connector}__RetryDelays__0"] = "00:00:01",
        [$"Connectors__Erp__{Connector}__RetryDelays__1"] = "00:00:02",
        [$"Connectors__Erp__{Connector}__RetryDelays__2"] = "00:00:05",
        [$"Connectors__Erp__{Connector}__RetryDelays__3"] = "00:00:10",
        [$"Connectors__Erp__{Connector}__RetryDelays__4"] = "00:00:20",
        [$"Connectors__Erp__{Connector}__RetryDelays__5"] = "00:00:30",
        [$"Connectors__Erp__{Connector}__RetryDelays__6"] = "00:01:00",
    };

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
