using System.Globalization;
using System.Text.Json;

namespace CrmGraph.Chaos;

/// <summary>Works on one deal of its own and enters leads, and remembers what was acknowledged.</summary>
internal sealed class Writer(int number, Cluster cluster, Random random)
{
    private const string Move = "mutation ($id: ID!, $stage: ID!) { moveOpportunity(input: { opportunityId: $id, stageId: $stage }) { errors { code message } } }";
    private const string Plan = "mutation ($id: ID!, $step: String!) { updateOpportunity(input: { id: $id, nextStep: $step }) { errors { code message } } }";
    private const string Enter = "mutation ($name: String!) { createLead(input: { name: $name, company: $name, source: \"website\" }) { lead { id } errors { code message } } }";

    private string _deal = "";
    private IReadOnlyList<string> _stages = [];
    private int _stage;

    /// <summary>The stages that the deal was moved to, in order.</summary>
    internal List<string> Moves { get; } = [];

    /// <summary>The next steps that were planned, in order.</summary>
    internal List<string> Steps { get; } = [];

    /// <summary>The leads that were entered.</summary>
    internal List<string> Leads { get; } = [];

    internal string Deal => _deal;

    internal int Acknowledged => Moves.Count + Steps.Count + Leads.Count;

    /// <summary>Makes the deal.</summary>
    internal async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var pipelines = await cluster.QueryAsync("{ pipelines { isDefault stages { id kind } } }", random, cancellationToken);
        var pipeline = pipelines.GetProperty("pipelines").EnumerateArray().Single(p => p.GetProperty("isDefault").GetBoolean());
        _stages = [.. pipeline.GetProperty("stages").EnumerateArray().Where(s => s.GetProperty("kind").GetString() == "OPEN").Select(s => s.GetProperty("id").GetString()!)];
        var account = await MutateAsync($"mutation {{ createAccount(input: {{ name: \"混沌{number}有限公司\", allowDuplicate: true }}) {{ account {{ id }} errors {{ code message }} }} }}", new { }, "account", cancellationToken);
        var deal = await MutateAsync(
            "mutation ($account: ID!, $name: String!) { createOpportunity(input: { name: $name, accountId: $account, amount: { amount: \"1000\", currency: \"CNY\" }, closeDate: \"2027-12-31\" }) { opportunity { id } errors { code message } } }",
            new { account = account.GetProperty("account").GetProperty("id").GetString(), name = $"商机{number}" }, "deal", cancellationToken);
        _deal = deal.GetProperty("opportunity").GetProperty("id").GetString()!;
    }

    /// <summary>Writes until it is told to stop; what was begun then is seen through to its acknowledgement.</summary>
    internal async Task RunAsync(CancellationToken stop, CancellationToken cancellationToken)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var key = i.ToString(CultureInfo.InvariantCulture);
            switch (random.Next(3))
            {
                case 0:
                    _stage = (_stage + 1 + random.Next(_stages.Count - 1)) % _stages.Count;
                    await MutateAsync(Move, new { id = _deal, stage = _stages[_stage] }, key, cancellationToken);
                    Moves.Add(_stages[_stage]);
                    break;
                case 1:
                    await MutateAsync(Plan, new { id = _deal, step = $"第{i}步" }, key, cancellationToken);
                    Steps.Add($"第{i}步");
                    break;
                default:
                    var entered = await MutateAsync(Enter, new { name = $"混沌线索{number}-{i}" }, key, cancellationToken);
                    Leads.Add(entered.GetProperty("lead").GetProperty("id").GetString()!);
                    break;
            }
        }
    }

    private async Task<JsonElement> MutateAsync(string document, object variables, string key, CancellationToken cancellationToken)
    {
        var data = await cluster.MutateAsync(document, variables, $"writer-{number}-{key}", random, cancellationToken);
        var payload = data.EnumerateObject().Single().Value;
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, $"{document}: {payload}");
        return payload;
    }
}
