using System.Text.Json;
using CrmGraph.Api.Tests.Events;
using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Reports;

public sealed class FunnelSubscriptionTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Funnel = "subscription ($id: ID!) { funnelChanged(pipelineId: $id) { stages { stage { key } entered current amount { amount } } } }";

    [Fact]
    public async Task The_funnel_comes_at_once_and_again_when_it_has_changed_at_most_once_a_second()
    {
        var id = await PipelineAsync();
        await using var funnel = await api.ListenAsync("admin", Funnel, variables: new { id });
        var before = Entered(await funnel.NextValueAsync());
        var next = funnel.MoveAsync();

        for (var i = 0; i < 3; i++) await api.CreateDealAsync();
        Assert.False(next.IsCompleted);
        var after = await WaitAsync(next, funnel);

        Assert.Equal(before + 3, Entered(after));
    }

    [Fact]
    public async Task Changes_that_the_funnel_does_not_show_send_nothing()
    {
        var id = await PipelineAsync();
        var deal = await api.CreateDealAsync();
        await using var funnel = await api.ListenAsync("admin", Funnel, variables: new { id });
        var before = Entered(await funnel.NextValueAsync());
        var next = funnel.MoveAsync();

        await api.DataAsync("wang.fang", $$"""mutation { updateOpportunity(input: { id: "{{deal}}", nextStep: "演示" }) { errors { message } } }""");
        api.Time.Advance(TimeSpan.FromSeconds(5));
        await api.CreateDealAsync();
        var after = await WaitAsync(next, funnel);

        Assert.Equal(before + 1, Entered(after));
    }

    [Fact]
    public async Task Who_joins_others_is_sent_the_funnel_at_once_too()
    {
        var id = await PipelineAsync();
        await using var first = await api.ListenAsync("admin", Funnel, sharingKey: "admin", variables: new { id });
        var shown = await first.NextAsync();

        await using var second = await api.ListenAsync("admin", Funnel, sharingKey: "admin", variables: new { id });

        Assert.Equal(shown, await second.NextAsync());
    }

    private async Task<string> PipelineAsync() => (await api.DataAsync("admin", "{ pipelines { id isDefault } }")).GetProperty("pipelines").EnumerateArray()
        .Single(p => p.GetProperty("isDefault").GetBoolean()).GetProperty("id").GetString()!;

    private async Task<JsonElement> WaitAsync(Task<bool> next, Listening funnel)
    {
        while (!next.IsCompleted)
        {
            api.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(next, Task.Delay(10, TestContext.Current.CancellationToken));
        }
        Assert.True(await next);
        return funnel.Value;
    }

    private static int Entered(JsonElement funnel) => funnel.GetProperty("stages")[0].GetProperty("entered").GetInt32();
}
