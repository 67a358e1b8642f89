using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Pipelines;

/// <summary>
/// The preview tells the truth: over random pipelines, deals, facts and callers, an option is allowed exactly if the mutation
/// succeeds, and what refuses the mutation is what the preview has shown. A failure names the seed that repeats it.
/// </summary>
public sealed class GateEquivalenceTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const int Deals = 4;
    private const int Rounds = 3;

    private const string Blockers = "blockers { code criterion message path expected actual fixableBy }";

    private const string Options = $"query ($id: ID!) {{ opportunity(id: $id) {{ version stageOptions {{ stage {{ id key kind }} allowed {Blockers} }} }} }}";

    private static readonly string[] Callers =
        ["wang.fang", "wang.fang", "wang.fang", "li.haoran", "east.manager", "china.manager", "director", "admin", "integration", "marketing", "finance", "readonly"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task An_option_is_allowed_exactly_if_the_move_succeeds(int seed)
    {
        var random = new Random(seed);
        var pipeline = await RandomPipeline.SaveAsync(api, random);
        var (allowed, blocked) = (0, 0);
        for (var i = 0; i < Deals; i++)
        {
            var deal = await RandomDeal.CreateAsync(api, random, pipeline);
            for (var round = 0; round < Rounds; round++)
            {
                api.Time.Advance(TimeSpan.FromHours(1));
                await deal.LearnAsync();
                var mailbox = Callers[random.Next(Callers.Length)];
                var options = (await api.DataAsync(mailbox, Options, new { id = deal.Id })).At("opportunity", "stageOptions").EnumerateArray().ToList();
                Assert.Equal(pipeline.StageCount - 1, options.Count);
                foreach (var option in options.OrderBy(o => o.At("stage", "kind").GetString() == "OPEN" ? 0 : 1).ThenBy(_ => random.Next()))
                {
                    if (!(await api.StoredDealAsync(deal.Id)).IsOpen) break;
                    var isAllowed = await CheckAsync(seed, mailbox, deal, option);
                    if (isAllowed) allowed++;
                    else blocked++;
                }
                await deal.GoOnAsync();
            }
        }
        // neither side of the equivalence is empty
        Assert.True(allowed > 10 && blocked > 10, $"seed {seed}: {allowed} allowed, {blocked} blocked");
    }

    private async Task<bool> CheckAsync(int seed, string mailbox, RandomDeal deal, JsonElement option)
    {
        var before = await api.StoredDealAsync(deal.Id);
        var payload = await TryAsync(mailbox, deal.Id, option.GetProperty("stage"));
        var errors = payload.GetProperty("errors");
        var story = $"seed {seed}, {mailbox}, to {option.At("stage", "key")}: {option} but {payload}";
        var isAllowed = option.GetProperty("allowed").GetBoolean();
        Assert.True(isAllowed == (errors.GetArrayLength() == 0), story);
        Assert.True(isAllowed == (option.GetProperty("blockers").GetArrayLength() == 0), story);
        var after = await api.StoredDealAsync(deal.Id);
        if (isAllowed)
        {
            Assert.True(after.StageHistory.Count == before.StageHistory.Count + 1, story);
            if (after.IsOpen) await deal.RestoreAsync(before);
            return true;
        }

        Assert.True((after.Version, after.StageId, after.StageHistory.Count) == (before.Version, before.StageId, before.StageHistory.Count), story);
        var error = errors[0];
        var shown = option.GetProperty("blockers");
        if (error.GetProperty("code").GetString() == "FORBIDDEN")
            Assert.True(shown.GetArrayLength() == 1 && shown[0].GetProperty("criterion").GetString() == "permission", story);
        else
            Assert.True(error.GetProperty("code").GetString() == "STAGE_BLOCKED" && error.GetProperty("blockers").GetRawText() == shown.GetRawText(), story);
        return false;
    }

    private async Task<JsonElement> TryAsync(string mailbox, string id, JsonElement stage)
    {
        var (mutation, input) = stage.GetProperty("kind").GetString() switch
        {
            "OPEN" => ("moveOpportunity", (object)new { opportunityId = id, stageId = stage.GetProperty("id").GetString() }),
            "WON" => ("winOpportunity", new { opportunityId = id, reason = "value" }),
            _ => ("loseOpportunity", new { opportunityId = id, reason = "price" }),
        };
        var document = $"mutation ($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ errors {{ code message ... on StageBlockedError {{ {Blockers} }} }} }} }}";
        return (await api.DataAsync(mailbox, document, new { input })).GetProperty(mutation);
    }
}
