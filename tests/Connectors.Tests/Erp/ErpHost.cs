using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CrmGraph.Connectors.Erp;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Connectors.Tests.Erp;

/// <summary>The whole host on the real clock with ERPs, used through its API.</summary>
internal sealed class ErpHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private ErpHost(CrmApplication crm, CrmClient admin) => (Crm, Admin) = (crm, admin);

    internal CrmApplication Crm { get; }

    internal CrmClient Admin { get; }

    internal static async Task<ErpHost> StartAsync(params IEnumerable<(string Key, ErpOptions Options)> erps)
    {
        var settings = erps.SelectMany(e => Flat($"Connectors:Erp:{e.Key}", JsonSerializer.SerializeToElement(e.Options, e.Options.GetType())));
        var crm = await CrmApplication.StartAsync(new CrmApplicationOptions { Time = TimeProvider.System, Settings = new Dictionary<string, string?>(settings) });
        return new ErpHost(crm, await crm.AsAsync(Role.Admin));
    }

    public ValueTask DisposeAsync() => Crm.DisposeAsync();

    /// <summary>A deal of ¥1,000; answers with its id.</summary>
    internal async Task<string> CreateDealAsync(string name)
    {
        var account = await MadeAsync("""createAccount(input: { name: "成都天府软件有限公司", allowDuplicate: true }) { account { id }""", "account");
        return await MadeAsync($$"""createOpportunity(input: { name: "{{name}}", accountId: "{{account}}", amount: { amount: "1000", currency: "CNY" }, closeDate: "2099-12-31" }) { opportunity { id }""", "opportunity");
    }

    internal Task WinAsync(string deal) => MadeAsync($$"""winOpportunity(input: { opportunityId: "{{deal}}", reason: "service" }) { opportunity { id }""", "opportunity");

    /// <summary>Carries out a mutation, which must succeed, and answers with the id of what it made.</summary>
    internal async Task<string> MadeAsync(string mutation, string made)
    {
        var payload = (await Admin.QueryAsync($"mutation {{ {mutation} errors {{ message }} }} }}")).EnumerateObject().Single().Value;
        Assert.Equal("[]", payload.GetProperty("errors").GetRawText());
        return payload.GetProperty(made).GetProperty("id").GetString()!;
    }

    /// <summary>Asks about a deal until the answer is as a test wants it.</summary>
    internal async Task<JsonElement> UntilAsync(string deal, string fields, Func<JsonElement, bool> isReached)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            var opportunity = (await Admin.QueryAsync($"query ($id: ID!) {{ opportunity(id: $id) {{ {fields} }} }}", new { id = deal })).GetProperty("opportunity");
            if (isReached(opportunity)) return opportunity;
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, opportunity.GetRawText());
        }
    }

    /// <summary>Waits until so many ERPs have a deal.</summary>
    internal async Task<IReadOnlyList<JsonElement>> UntilSyncedAsync(string deal, int erps)
    {
        var seen = await UntilAsync(deal, "erpSyncs { connector status lastError }", d => Entries(d) is var entries && entries.Count == erps && entries.All(e => e.GetProperty("status").GetString() == "SYNCED"));
        return Entries(seen);
    }

    private static List<JsonElement> Entries(JsonElement deal) => [.. deal.GetProperty("erpSyncs").EnumerateArray()];

    private static IEnumerable<KeyValuePair<string, string?>> Flat(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Flat($"{path}:{p.Name}", p.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Flat($"{path}:{index.ToString(CultureInfo.InvariantCulture)}", item)),
        JsonValueKind.Null => [],
        _ => [new(path, value.ToString())],
    };
}
