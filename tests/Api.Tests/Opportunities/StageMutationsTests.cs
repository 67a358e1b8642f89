using System.Text.Json;
using CrmGraph.Domain.Pipelines;

namespace CrmGraph.Api.Tests.Opportunities;

public sealed class StageMutationsTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Move = """
        mutation ($id: ID!, $stage: ID!, $version: Int) {
          moveOpportunity(input: { opportunityId: $id, stageId: $stage, version: $version, comment: "客户同意" }) {
            opportunity { version stage { key name } probability expectedRevenue { amount currency } stageHistory { from { key } to { key } by { name } comment } }
            errors { __typename code path message ... on ConflictError { currentVersion } }
          }
        }
        """;

    private const string Win = """
        mutation ($id: ID!, $reason: String!) {
          winOpportunity(input: { opportunityId: $id, reason: $reason, closedOn: "2026-06-12" }) {
            opportunity { stage { kind } closedOn closeReason { key } forecastCategory } errors { code path }
          }
        }
        """;

    private const string Lose = """
        mutation ($id: ID!, $reason: String!) {
          loseOpportunity(input: { opportunityId: $id, reason: $reason, competitor: "云图软件" }) { opportunity { stage { kind } } errors { code path } }
        }
        """;

    [Fact]
    public async Task A_move_changes_stage_probability_and_history()
    {
        var id = await api.CreateDealAsync();

        var moved = (await api.DataAsync("wang.fang", Move, new { id, stage = await api.StageIdAsync("quote"), version = 1 })).At("moveOpportunity");

        Assert.Equal(
            """{"version":2,"stage":{"key":"quote","name":"报价"},"probability":0.45,"expectedRevenue":{"amount":"54000.225","currency":"CNY"},"stageHistory":[{"from":null,"to":{"key":"requirement"},"by":{"name":"王芳"},"comment":null},{"from":{"key":"requirement"},"to":{"key":"quote"},"by":{"name":"王芳"},"comment":"客户同意"}]}""",
            moved.GetProperty("opportunity").GetRawText());
        Assert.Empty(moved.GetProperty("errors").EnumerateArray());
    }

    [Theory]
    [InlineData("li.haoran", "FORBIDDEN")]
    [InlineData("lucas.keller", "NOT_FOUND opportunityId")]
    [InlineData("readonly", "FORBIDDEN")]
    [InlineData("finance", "FORBIDDEN")]
    [InlineData("marketing", "FORBIDDEN")]
    [InlineData("integration", "FORBIDDEN")]
    public async Task Who_may_not_move_a_deal_moves_nothing(string mailbox, string refusal)
    {
        var id = await api.CreateDealAsync();

        var answer = (await api.DataAsync(mailbox, Move, new { id, stage = await api.StageIdAsync("quote") })).At("moveOpportunity");

        Assert.Equal(refusal, answer.Refusal());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("opportunity").ValueKind);
        var stored = await api.StoredDealAsync(id);
        Assert.Equal((1, 1), (stored.Version, stored.StageHistory.Count));
    }

    [Theory]
    [InlineData("wang.fang")]
    [InlineData("east.manager")]
    [InlineData("china.manager")]
    [InlineData("director")]
    [InlineData("admin")]
    public async Task Owner_managers_and_administrators_may_move_a_deal(string mailbox)
    {
        var id = await api.CreateDealAsync();

        var answer = (await api.DataAsync(mailbox, Move, new { id, stage = await api.StageIdAsync("quote") })).At("moveOpportunity");

        Assert.Equal("quote", answer.At("opportunity", "stage", "key").GetString());
        Assert.Equal(2, (await api.StoredDealAsync(id)).Version);
    }

    [Fact]
    public async Task An_older_version_is_a_conflict_that_tells_the_current_one()
    {
        var id = await api.CreateDealAsync();
        await api.DataAsync("wang.fang", Move, new { id, stage = await api.StageIdAsync("quote"), version = 1 });

        var answer = (await api.DataAsync("wang.fang", Move, new { id, stage = await api.StageIdAsync("signing"), version = 1 })).At("moveOpportunity");

        Assert.Equal("CONFLICT version", answer.Refusal());
        var error = answer.GetProperty("errors")[0];
        Assert.Equal(("ConflictError", 2), (error.GetProperty("__typename").GetString(), error.GetProperty("currentVersion").GetInt32()));
        Assert.Equal(2, (await api.StoredDealAsync(id)).Version);
    }

    [Theory]
    [InlineData("won", "VALIDATION stageId")]
    [InlineData("lost", "VALIDATION stageId")]
    [InlineData("requirement", "INVALID_STATE stageId")]
    public async Task A_stage_that_cannot_be_moved_to_is_refused(string stage, string refusal)
    {
        var id = await api.CreateDealAsync();

        var answer = await api.DataAsync("wang.fang", Move, new { id, stage = await api.StageIdAsync(stage) });

        Assert.Equal(refusal, answer.At("moveOpportunity").Refusal());
        Assert.Equal(1, (await api.StoredDealAsync(id)).Version);
    }

    [Fact]
    public async Task An_id_of_something_else_is_refused_where_it_stands()
    {
        var id = await api.CreateDealAsync();

        Assert.Equal("VALIDATION stageId", (await api.DataAsync("wang.fang", Move, new { id, stage = id })).At("moveOpportunity").Refusal());
        Assert.Equal("VALIDATION opportunityId", (await api.DataAsync("wang.fang", Move, new { id = "nonsense", stage = id })).At("moveOpportunity").Refusal());
    }

    [Fact]
    public async Task A_won_deal_has_a_reason_and_a_day()
    {
        var id = await api.CreateDealAsync();

        var won = (await api.DataAsync("wang.fang", Win, new { id, reason = "value" })).At("winOpportunity", "opportunity");

        Assert.Equal("""{"stage":{"kind":"WON"},"closedOn":"2026-06-12","closeReason":{"key":"value"},"forecastCategory":"CLOSED"}""", won.GetRawText());
        Assert.Equal("INVALID_STATE", (await api.DataAsync("wang.fang", Win, new { id, reason = "value" })).At("winOpportunity").Refusal());
        Assert.Equal("INVALID_STATE", (await api.DataAsync("wang.fang", Move, new { id, stage = await api.StageIdAsync("quote") })).At("moveOpportunity").Refusal());
    }

    [Theory]
    [InlineData("price")]
    [InlineData("nobody-knows")]
    public async Task A_win_needs_a_reason_to_win(string reason)
    {
        var id = await api.CreateDealAsync();

        Assert.Equal("VALIDATION reason", (await api.DataAsync("wang.fang", Win, new { id, reason })).At("winOpportunity").Refusal());
        Assert.Equal(StageKind.Open, (await api.StoredDealAsync(id)).Status);
    }

    [Fact]
    public async Task A_lost_deal_can_be_taken_up_again()
    {
        var id = await api.CreateDealAsync();
        const string Reopen = """
            mutation ($id: ID!, $stage: ID!, $reason: String!) {
              reopenOpportunity(input: { opportunityId: $id, stageId: $stage, reason: $reason }) { opportunity { stage { key } closedOn closeReason { key } } errors { code path } }
            }
            """;
        var stage = await api.StageIdAsync("solution");

        Assert.Equal("INVALID_STATE", (await api.DataAsync("wang.fang", Reopen, new { id, stage, reason = "客户重新联系" })).At("reopenOpportunity").Refusal());
        var lost = await api.DataAsync("wang.fang", Lose, new { id, reason = "competitor" });
        Assert.Equal("LOST", lost.At("loseOpportunity", "opportunity", "stage", "kind").GetString());
        Assert.Equal("云图软件", (await api.StoredDealAsync(id)).Competitor);
        Assert.Equal("VALIDATION reason", (await api.DataAsync("wang.fang", Reopen, new { id, stage, reason = " " })).At("reopenOpportunity").Refusal());
        var open = await api.DataAsync("wang.fang", Reopen, new { id, stage, reason = "客户重新联系" });
        Assert.Equal("""{"stage":{"key":"solution"},"closedOn":null,"closeReason":null}""", open.At("reopenOpportunity", "opportunity").GetRawText());
    }

    [Fact]
    public async Task Of_moves_at_the_same_time_none_is_lost_without_a_word()
    {
        var id = await api.CreateDealAsync();
        string[] stages = ["solution", "quote", "negotiation", "signing"];

        var answers = await Task.WhenAll(stages.Select(async key => (await api.DataAsync("wang.fang", Move, new { id, stage = await api.StageIdAsync(key) })).At("moveOpportunity")));

        var refused = answers.Where(a => a.GetProperty("errors").GetArrayLength() > 0).ToList();
        Assert.All(refused, a => Assert.Equal("CONFLICT version", a.Refusal()));
        var stored = await api.StoredDealAsync(id);
        var moved = stages.Length - refused.Count;
        Assert.InRange(moved, 1, stages.Length);
        Assert.Equal((1 + moved, 1 + moved), (stored.Version, stored.StageHistory.Count));
    }
}
