using CrmGraph.Api.Tests.Events;
using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Alerts;

/// <summary>Alerts as their recipients see them.</summary>
public sealed class AlertsTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Mark = "mutation ($input: MarkAlertReadInput!) { markAlertRead(input: $input) { alert { readAt } errors { code path } } }";

    [Fact]
    public async Task Everybody_sees_their_own_alerts_newest_first()
    {
        var (mine, _) = (await api.AlertAsync("zhao.lei", "O-7 云帆"), await api.AlertAsync("li.haoran"));

        var alerts = (await api.DataAsync("zhao.lei", "{ alerts(first: 5) { totalCount nodes { id kind severity message readAt subject { __typename ... on Opportunity { number } } } } }")).At("alerts");

        Assert.Equal(1, alerts.At("totalCount").GetInt32());
        var alert = alerts.At("nodes")[0];
        Assert.Equal(
            (mine, "OPPORTUNITY_STAGNANT", "WARNING", "O-7 云帆 has had no update for 8 days.", "Opportunity"),
            (alert.At("id").GetString(), alert.At("kind").GetString(), alert.At("severity").GetString(), alert.At("message").GetString(), alert.At("subject", "__typename").GetString()));
        Assert.StartsWith("O-", alert.At("subject", "number").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alert_is_read_once_and_then_no_longer_among_the_unread()
    {
        var id = await api.AlertAsync("east.manager");
        const string unread = "{ alerts(unreadOnly: true) { totalCount } }";
        var before = (await api.DataAsync("east.manager", unread)).At("alerts", "totalCount").GetInt32();

        var first = (await api.DataAsync("east.manager", Mark, new { input = new { id } })).At("markAlertRead");
        api.Time.Advance(TimeSpan.FromMinutes(1));
        var second = (await api.DataAsync("east.manager", Mark, new { input = new { id } })).At("markAlertRead");

        Assert.Equal("2026-06-15T12:00:00Z", first.At("alert", "readAt").GetString());
        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal(before - 1, (await api.DataAsync("east.manager", unread)).At("alerts", "totalCount").GetInt32());
    }

    [Fact]
    public async Task Nobody_else_sees_or_reads_an_alert()
    {
        var id = await api.AlertAsync("wang.fang");

        var node = (await api.DataAsync("admin", "query ($id: ID!) { node(id: $id) { id } }", new { id })).At("node");
        var marked = (await api.DataAsync("admin", Mark, new { input = new { id } })).At("markAlertRead");

        Assert.Equal("null", node.GetRawText());
        Assert.Equal("""{"alert":null,"errors":[{"code":"NOT_FOUND","path":["id"]}]}""", marked.GetRawText());
    }

    [Fact]
    public async Task Recipients_hear_of_alerts_as_they_are_raised_and_nobody_else_does()
    {
        var cursor = await api.CursorAsync();
        await using var listening = await api.ListenAsync("li.haoran", "subscription ($after: String) { alertRaised(after: $after) { cursor alert { id message } } }", variables: new { after = cursor });

        await api.AlertAsync("wang.fang");
        var (first, second) = (await api.AlertAsync("li.haoran", "一", 1), await api.AlertAsync("li.haoran", "二", 2));
        var heard = new[] { (await listening.NextValueAsync()).At("alert").GetRawText(), (await listening.NextValueAsync()).At("alert").GetRawText() };
        var resumed = listening.EventId;

        Assert.Equal([$$"""{"id":"{{first}}","message":"一 has had no update for 1 day."}""", $$"""{"id":"{{second}}","message":"二 has had no update for 2 days."}"""], heard);
        Assert.NotEqual(cursor, resumed);
    }
}
