using CrmGraph.Api.Tests.Events;
using CrmGraph.GraphQL.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Api.Tests.Opportunities;

public sealed class OpportunitySubscriptionsTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Move = """
        mutation ($id: ID!, $stage: ID!) { moveOpportunity(input: { opportunityId: $id, stageId: $stage }) { errors { message } } }
        """;

    [Fact]
    public async Task A_move_reaches_those_who_see_the_deal()
    {
        var id = await api.CreateDealAsync();
        await using var changes = await api.ListenAsync("east.manager", "subscription { opportunityStageChanged { opportunity { id name stage { key } account { name } } from { key } to { name } at by { name } } }");

        await MoveAsync(id, "quote");

        Assert.Equal(
            $$$$$"""{"data":{"opportunityStageChanged":{"opportunity":{"id":"{{{{{id}}}}}","name":"移动销售平台","stage":{"key":"quote"},"account":{"name":"上海云帆科技有限公司"}},"from":{"key":"requirement"},"to":{"name":"报价"},"at":"2026-06-15T12:00:00Z","by":{"name":"王芳"}}}}""",
            await changes.NextAsync());
    }

    [Fact]
    public async Task Moves_of_other_teams_are_not_heard()
    {
        var (theirs, ours) = (await api.CreateDealAsync(), await api.CreateDealAsync("lucas.keller"));
        await using var changes = await api.ListenAsync("chloe.moreau", "subscription { opportunityStageChanged { opportunity { id } } }");

        await MoveAsync(theirs, "quote");
        await MoveAsync(ours, "quote", "lucas.keller");

        Assert.Contains(ours, await changes.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Winning_is_a_stage_change_and_creating_is_none()
    {
        await using var changes = await api.ListenAsync("admin", "subscription { opportunityStageChanged { from { kind } to { kind } opportunity { id } } }");
        var id = await api.CreateDealAsync("diego.silva");

        await api.DataAsync("diego.silva", $$"""mutation { winOpportunity(input: { opportunityId: "{{id}}", reason: "value" }) { errors { message } } }""");

        Assert.Equal(
            $$$$$"""{"data":{"opportunityStageChanged":{"from":{"kind":"OPEN"},"to":{"kind":"WON"},"opportunity":{"id":"{{{{{id}}}}}"}}}}""",
            await changes.NextAsync());
    }

    [Theory]
    [InlineData("ownerId", "User")]
    [InlineData("teamId", "Team")]
    public async Task Owner_and_team_filter_what_is_heard(string argument, string type)
    {
        var (others, theirs) = (await api.CreateDealAsync("sun.jiayi"), await api.CreateDealAsync("amelia.walsh"));
        var caller = await api.CallerAsync("amelia.walsh");
        var wanted = NodeId.Encode(type, type == "User" ? caller.UserId.Value : caller.TeamId!.Value.Value);
        await using var changes = await api.ListenAsync("admin", $$"""subscription { opportunityStageChanged({{argument}}: "{{wanted}}") { opportunity { id } } }""");

        await MoveAsync(others, "quote", "sun.jiayi");
        await MoveAsync(theirs, "quote", "amelia.walsh");

        Assert.Contains(theirs, await changes.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_share_a_stream_go_on_when_the_one_who_opened_it_leaves()
    {
        const string document = "subscription { opportunityStageChanged { opportunity { id name } } }";
        var id = await api.CreateDealAsync();
        // streams are shared once the document is known
        for (var i = 0; i < 2; i++) await (await api.ListenAsync("admin", document, sharingKey: "admin")).DisposeAsync();
        var connection = api.Services.CreateAsyncScope();
        var opener = await api.ListenAsync("admin", document, connection.ServiceProvider, "admin");
        await using var other = await api.ListenAsync("admin", document, sharingKey: "admin");

        await opener.DisposeAsync();
        await connection.DisposeAsync();
        await MoveAsync(id, "quote");

        Assert.Equal(
            $$$$$"""{"data":{"opportunityStageChanged":{"opportunity":{"id":"{{{{{id}}}}}","name":"移动销售平台"}}}}""",
            await other.NextAsync());
    }

    private async Task MoveAsync(string id, string stage, string mailbox = "wang.fang") =>
        Assert.Equal(0, (await api.DataAsync(mailbox, Move, new { id, stage = await api.StageIdAsync(stage) })).At("moveOpportunity", "errors").GetArrayLength());
}
