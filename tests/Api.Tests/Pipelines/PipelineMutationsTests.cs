using System.Text.Json;
using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Pipelines;

public sealed class PipelineMutationsTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Save = """
        mutation ($input: SavePipelineInput!) {
          savePipeline(input: $input) {
            pipeline { id version name isDefault stages { id key name kind position probability exitCriteria { key kind description field min max activityKind stakeholderRole callerRole } requiredActivities stagnantAfter benchmark } }
            errors { code path message }
          }
        }
        """;

    private static readonly object Won = new { key = "won", name = "赢单", kind = "WON", probability = 1, forecastCategory = "CLOSED" };
    private static readonly object Lost = new { key = "lost", name = "输单", kind = "LOST", probability = 0, forecastCategory = "OMITTED" };

    [Fact]
    public async Task A_new_pipeline_has_what_was_laid_down()
    {
        var saved = await SaveAsync("admin", new
        {
            name = "新流程",
            stages = new[]
            {
                new
                {
                    key = "talk", name = "沟通", kind = "OPEN", probability = 0.2, forecastCategory = "PIPELINE", benchmark = 0.5, stagnantAfter = "P7D",
                    exitCriteria = new object[]
                    {
                        new { key = "big", kind = "FIELD_IN_RANGE", field = "amount", min = 1000, max = "5000.50" },
                        new { key = "boss", kind = "STAKEHOLDER", stakeholderRole = "DECISION_MAKER", description = "已见到决策人" },
                    },
                    requiredActivities = new[] { "CALL", "CALL" },
                },
                Won, Lost,
            },
        });

        Assert.Empty(saved.GetProperty("errors").EnumerateArray());
        var pipeline = saved.GetProperty("pipeline");
        Assert.Equal((1, false), (pipeline.GetProperty("version").GetInt32(), pipeline.GetProperty("isDefault").GetBoolean()));
        var stage = pipeline.GetProperty("stages")[0];
        Assert.Equal(
            """[{"key":"big","kind":"FIELD_IN_RANGE","description":"amount is 1000 .. 5000.5","field":"amount","min":"1000","max":"5000.5","activityKind":null,"stakeholderRole":null,"callerRole":null},{"key":"boss","kind":"STAKEHOLDER","description":"已见到决策人","field":null,"min":null,"max":null,"activityKind":null,"stakeholderRole":"DECISION_MAKER","callerRole":null}]""",
            stage.GetProperty("exitCriteria").GetRawText());
        Assert.Equal("""["CALL"]""", stage.GetProperty("requiredActivities").GetRawText());
        Assert.Equal("P7D", stage.GetProperty("stagnantAfter").GetString());
    }

    [Theory]
    [InlineData("stages.1.probability", """{ "key": "quote", "name": "报价", "kind": "OPEN", "probability": 1.5, "forecastCategory": "PIPELINE" }""")]
    [InlineData("stages.1.exitCriteria.0.field", """{ "key": "quote", "name": "报价", "kind": "OPEN", "probability": 0.5, "forecastCategory": "PIPELINE", "exitCriteria": [{ "key": "x", "kind": "FIELD_PRESENT", "field": "colour" }] }""")]
    [InlineData("stages.1.exitCriteria.0.field", """{ "key": "quote", "name": "报价", "kind": "OPEN", "probability": 0.5, "forecastCategory": "PIPELINE", "exitCriteria": [{ "key": "x", "kind": "FIELD_PRESENT" }] }""")]
    [InlineData("stages.1.exitCriteria.0.field", """{ "key": "quote", "name": "报价", "kind": "OPEN", "probability": 0.5, "forecastCategory": "PIPELINE", "exitCriteria": [{ "key": "x", "kind": "FIELD_IN_RANGE", "field": "nextStep", "min": 1 }] }""")]
    [InlineData("stages.1.exitCriteria.0.min", """{ "key": "quote", "name": "报价", "kind": "OPEN", "probability": 0.5, "forecastCategory": "PIPELINE", "exitCriteria": [{ "key": "x", "kind": "FIELD_IN_RANGE", "field": "amount" }] }""")]
    [InlineData("stages.1.exitCriteria.0.min", """{ "key": "quote", "name": "报价", "kind": "OPEN", "probability": 0.5, "forecastCategory": "PIPELINE", "exitCriteria": [{ "key": "x", "kind": "FIELD_IN_RANGE", "field": "closeDate", "min": 5 }] }""")]
    [InlineData("stages.1.exitCriteria.0.max", """{ "key": "quote", "name": "报价", "kind": "OPEN", "probability": 0.5, "forecastCategory": "PIPELINE", "exitCriteria": [{ "key": "x", "kind": "FIELD_IN_RANGE", "field": "amount", "min": 5, "max": 4 }] }""")]
    [InlineData("stages.1.exitCriteria.1.key", """{ "key": "quote", "name": "报价", "kind": "OPEN", "probability": 0.5, "forecastCategory": "PIPELINE", "exitCriteria": [{ "key": "x", "kind": "QUALIFIED" }, { "key": "x", "kind": "QUALIFIED" }] }""")]
    [InlineData("stages.1.exitCriteria.0.activityKind", """{ "key": "quote", "name": "报价", "kind": "OPEN", "probability": 0.5, "forecastCategory": "PIPELINE", "exitCriteria": [{ "key": "x", "kind": "ACTIVITY" }] }""")]
    [InlineData("stages.1.exitCriteria.0.callerRole", """{ "key": "quote", "name": "报价", "kind": "OPEN", "probability": 0.5, "forecastCategory": "PIPELINE", "exitCriteria": [{ "key": "x", "kind": "QUALIFIED", "callerRole": "ADMIN" }] }""")]
    [InlineData("stages.1.key", """{ "key": "talk", "name": "又一个", "kind": "OPEN", "probability": 0.5, "forecastCategory": "PIPELINE" }""")]
    public async Task What_makes_no_sense_is_refused_where_it_stands(string path, string stage)
    {
        var before = await CountAsync();

        var refused = await SaveAsync("admin", new { name = $"流程 {path}", stages = new object[] { Talk(), JsonSerializer.Deserialize<JsonElement>(stage), Won, Lost } });

        Assert.Equal($"VALIDATION {path}", refused.Refusal());
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData("director")]
    [InlineData("wang.fang")]
    [InlineData("readonly")]
    [InlineData("integration")]
    public async Task Only_administrators_change_pipelines(string mailbox) =>
        Assert.Equal("FORBIDDEN", (await SaveAsync(mailbox, new { name = "流程", stages = new[] { Talk(), Won, Lost } })).Refusal());

    [Fact]
    public async Task There_is_always_one_default_pipeline()
    {
        var first = await DefaultAsync();
        var made = await SaveAsync("admin", new { name = "默认流程", isDefault = true, stages = new[] { Talk(), Won, Lost } });
        var id = made.At("pipeline", "id").GetString();
        Assert.Equal(id, await DefaultAsync());

        Assert.Equal("VALIDATION isDefault", (await SaveAsync("admin", new { id, name = "默认流程", isDefault = false, stages = new[] { Talk(), Won, Lost } })).Refusal());

        var back = await api.DataAsync("admin", "query ($id: ID!) { node(id: $id) { ... on Pipeline { name version stages { key name kind probability forecastCategory benchmark stagnantAfter } } } }", new { id = first });
        var again = await SaveAsync("admin", new { id = first, name = back.At("node", "name").GetString(), isDefault = true, stages = back.At("node", "stages") });
        Assert.Empty(again.GetProperty("errors").EnumerateArray());
        Assert.Equal(first, await DefaultAsync());
    }

    [Fact]
    public async Task A_name_is_taken_once_and_an_older_version_is_a_conflict()
    {
        var made = await SaveAsync("admin", new { name = "重名", stages = new[] { Talk(), Won, Lost } });
        var id = made.At("pipeline", "id").GetString();

        Assert.Equal("VALIDATION name", (await SaveAsync("admin", new { name = "重名", stages = new[] { Talk(), Won, Lost } })).Refusal());
        Assert.Equal(2, (await SaveAsync("admin", new { id, version = 1, name = "改名", stages = new[] { Talk(), Won, Lost } })).At("pipeline", "version").GetInt32());
        Assert.Equal("CONFLICT version", (await SaveAsync("admin", new { id, version = 1, name = "再改", stages = new[] { Talk(), Won, Lost } })).Refusal());
        Assert.Equal("VALIDATION id", (await SaveAsync("admin", new { id = "nonsense", name = "再改", stages = new[] { Talk(), Won, Lost } })).Refusal());
    }

    [Fact]
    public async Task A_stage_that_deals_are_in_goes_only_with_its_deals()
    {
        var made = await SaveAsync("admin", new { name = "并阶段", stages = new[] { Talk(), Talk("quote", 0.4), Talk("sign", 0.8), Won, Lost } });
        var id = made.At("pipeline", "id").GetString()!;
        var (open, lost) = (await api.CreateDealAsync(pipelineId: id, stageKey: "quote"), await api.CreateDealAsync(pipelineId: id, stageKey: "quote"));
        await api.DataAsync("wang.fang", """mutation ($id: ID!) { loseOpportunity(input: { opportunityId: $id, reason: "price" }) { errors { code } } }""", new { id = lost });
        var shorter = new[] { Talk(), Talk("sign", 0.8), Won, Lost };

        var refused = await SaveAsync("admin", new { id, name = "并阶段", stages = shorter });
        Assert.Equal("VALIDATION stageMoves", refused.Refusal());
        Assert.Contains("1 open deals are in it, and 1 closed ones were in it last", refused.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("VALIDATION stageMoves.0.toKey", (await SaveAsync("admin", new { id, name = "并阶段", stages = shorter, stageMoves = new[] { new { fromKey = "quote", toKey = "won" } } })).Refusal());
        Assert.Equal("VALIDATION stageMoves.0.fromKey", (await SaveAsync("admin", new { id, name = "并阶段", stages = shorter, stageMoves = new[] { new { fromKey = "talk", toKey = "sign" } } })).Refusal());
        Assert.Equal(1, (await api.StoredDealAsync(open)).Version);

        var saved = await SaveAsync("admin", new { id, name = "并阶段", stages = shorter, stageMoves = new[] { new { fromKey = "quote", toKey = "sign" } } });
        Assert.Equal(["talk", "sign", "won", "lost"], saved.At("pipeline", "stages").EnumerateArray().Select(s => s.GetProperty("key").GetString()));
        var deal = await api.DataAsync(
            "wang.fang",
            "query ($id: ID!) { opportunity(id: $id) { version stage { key } probability expectedRevenue { amount } stageHistory { from { key } to { key } by { name } comment } } }",
            new { id = open });
        Assert.Equal(
            """{"version":2,"stage":{"key":"sign"},"probability":0.8,"expectedRevenue":{"amount":"96000.40"},"stageHistory":[{"from":null,"to":{"key":"quote"},"by":{"name":"王芳"},"comment":null},{"from":{"key":"quote"},"to":{"key":"sign"},"by":{"name":"系统管理员"},"comment":"quote → sign"}]}""",
            deal.GetProperty("opportunity").GetRawText());
        var closed = await api.StoredDealAsync(lost);
        Assert.Equal((await api.StoredDealAsync(open)).StageId, closed.LastOpenStageId);

        // the key comes back: it is the same stage again, and history shows it in use
        var quoteId = made.At("pipeline", "stages")[1].GetProperty("id").GetString();
        var restored = await SaveAsync("admin", new { id, name = "并阶段", stages = new[] { Talk(), Talk("sign", 0.8), Talk("quote", 0.4), Won, Lost } });
        Assert.Equal(quoteId, restored.At("pipeline", "stages")[2].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Every_stage_that_is_still_in_use_is_named_at_once()
    {
        var made = await SaveAsync("admin", new { name = "两处占用", stages = new[] { Talk(), Talk("quote", 0.4), Talk("sign", 0.8), Won, Lost } });
        var id = made.At("pipeline", "id").GetString()!;
        await api.CreateDealAsync(pipelineId: id, stageKey: "quote");
        await api.CreateDealAsync(pipelineId: id, stageKey: "sign");

        var refused = await SaveAsync("admin", new { id, name = "两处占用", stages = new[] { Talk(), Won, Lost } });

        Assert.Equal("VALIDATION stageMoves", refused.Refusal());
        Assert.EndsWith(
            """Keep them, or say in stageMoves where they go: { fromKey: "quote", toKey: … }, { fromKey: "sign", toKey: … }.""",
            refused.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_deals_follow_the_probability_of_their_stage()
    {
        var made = await SaveAsync("admin", new { name = "调概率", stages = new[] { Talk(), Won, Lost } });
        var id = made.At("pipeline", "id").GetString()!;
        var deal = await api.CreateDealAsync(pipelineId: id);
        api.Time.Advance(TimeSpan.FromHours(1));

        await SaveAsync("admin", new { id, name = "调概率", stages = new[] { Talk(probability: 0.3333), Won, Lost } });

        var stored = await api.StoredDealAsync(deal);
        Assert.Equal((2, 0.3333, 39996.1667m), (stored.Version, stored.Probability, stored.ExpectedRevenue.Amount));
        Assert.Equal(stored.CreatedAt, stored.UpdatedAt);
    }

    private static object Talk(string key = "talk", double probability = 0.2) => new { key, name = key, kind = "OPEN", probability, forecastCategory = "PIPELINE" };

    private async Task<JsonElement> SaveAsync(string mailbox, object input) => (await api.DataAsync(mailbox, Save, new { input })).GetProperty("savePipeline");

    private async Task<string?> DefaultAsync()
    {
        var pipelines = (await api.DataAsync("admin", "{ pipelines { id isDefault } }")).GetProperty("pipelines").EnumerateArray();
        return Assert.Single(pipelines, p => p.GetProperty("isDefault").GetBoolean()).GetProperty("id").GetString();
    }

    private async Task<int> CountAsync() => (await api.DataAsync("admin", "{ pipelines { id } }")).GetProperty("pipelines").GetArrayLength();
}
