using CrmGraph.Api.Tests.Opportunities;

namespace CrmGraph.Api.Tests.Activities;

public sealed class ActivityMutationsTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Log = """
        mutation ($input: LogActivityInput!) {
          logActivity(input: $input) {
            activity { id kind subject outcome completedAt origin visibility owner { name } participants { name } opportunity { id lastActivityAt version } account { name } }
            errors { code path }
          }
        }
        """;

    private const string Complete = """
        mutation ($id: ID!, $at: DateTime) { completeActivity(input: { id: $id, outcome: "客户满意", completedAt: $at }) { activity { outcome completedAt version } errors { code path } } }
        """;

    [Fact]
    public async Task An_activity_about_a_deal_touches_it_and_leaves_its_version()
    {
        var deal = await api.CreateDealAsync();
        var contact = (await api.DataAsync("wang.fang", """mutation { createContact(input: { name: "赵敏" }) { contact { id } } }""")).At("createContact", "contact", "id").GetString();

        var logged = (await api.DataAsync(
            "wang.fang", Log, new { input = new { kind = "CALL", subject = "电话沟通报价", outcome = "约定复审", opportunityId = deal, participantIds = new[] { contact } } })).At("logActivity", "activity");

        Assert.Equal(
            $$$"""{"kind":"CALL","subject":"电话沟通报价","outcome":"约定复审","completedAt":"2026-06-15T12:00:00Z","origin":"MANUAL","visibility":"EVERYTHING","owner":{"name":"王芳"},"participants":[{"name":"赵敏"}],"opportunity":{"id":"{{{deal}}}","lastActivityAt":"2026-06-15T12:00:00Z","version":1},"account":{"name":"上海云帆科技有限公司"}}""",
            "{" + logged.GetRawText()[(logged.GetRawText().IndexOf(',', StringComparison.Ordinal) + 1)..]);
    }

    [Fact]
    public async Task A_planned_activity_is_completed_once()
    {
        var id = (await api.DataAsync("wang.fang", Log, new { input = new { kind = "TASK", subject = "准备合同", dueAt = "2026-06-20T09:00:00+08:00" } })).At("logActivity", "activity", "id").GetString();

        Assert.Equal("FORBIDDEN", (await api.DataAsync("li.haoran", Complete, new { id })).At("completeActivity").Refusal());
        Assert.Equal("NOT_FOUND id", (await api.DataAsync("lucas.keller", Complete, new { id })).At("completeActivity").Refusal());
        Assert.Equal("VALIDATION completedAt", (await api.DataAsync("wang.fang", Complete, new { id, at = "2026-06-16T00:00:00Z" })).At("completeActivity").Refusal());
        Assert.Equal("""{"outcome":"客户满意","completedAt":"2026-06-15T12:00:00Z","version":2}""", (await api.DataAsync("wang.fang", Complete, new { id })).At("completeActivity", "activity").GetRawText());
        Assert.Equal("INVALID_STATE", (await api.DataAsync("wang.fang", Complete, new { id })).At("completeActivity").Refusal());
    }

    [Fact]
    public async Task An_activity_that_makes_no_sense_is_not_entered()
    {
        var before = await CountAsync();
        var deal = await api.CreateDealAsync("lucas.keller");
        var nobody = GraphQL.Configuration.NodeId.Encode("Contact", Guid.Empty);

        Assert.Equal("VALIDATION subject", await RefusalAsync("wang.fang", new { kind = "CALL", subject = " " }));
        Assert.Equal("VALIDATION endAt", await RefusalAsync("wang.fang", new { kind = "CALL", subject = "x", startAt = "2026-06-15T10:00:00Z", endAt = "2026-06-15T09:00:00Z" }));
        Assert.Equal("NOT_FOUND opportunityId", await RefusalAsync("wang.fang", new { kind = "CALL", subject = "x", opportunityId = deal }));
        Assert.Equal("NOT_FOUND participantIds.0", await RefusalAsync("wang.fang", new { kind = "CALL", subject = "x", participantIds = new[] { nobody } }));
        Assert.Equal("VALIDATION participantIds.1", await RefusalAsync("wang.fang", new { kind = "CALL", subject = "x", participantIds = new[] { nobody, "nonsense" } }));
        Assert.Equal("FORBIDDEN", await RefusalAsync("readonly", new { kind = "CALL", subject = "x" }));

        Assert.Equal(before, await CountAsync());
    }

    private async Task<string> RefusalAsync(string mailbox, object input) => (await api.DataAsync(mailbox, Log, new { input })).At("logActivity").Refusal();

    private async Task<int> CountAsync() => (await api.DataAsync("admin", "{ activities { totalCount } }")).At("activities", "totalCount").GetInt32();

    [Fact]
    public async Task A_planned_activity_is_rescheduled_and_shows_when_it_is_overdue()
    {
        const string Change = """
            mutation ($input: UpdateActivityInput!) { updateActivity(input: $input) { activity { version subject body dueAt isOverdue participants { name } } errors { code path } } }
            """;
        var deal = await api.CreateDealAsync();
        var contact = await api.CreateContactOfDealAsync(deal, "赵敏");
        var id = (await api.DataAsync("wang.fang", Log, new { input = new { kind = "TASK", subject = "准备合同", dueAt = "2026-06-10T00:00:00Z", opportunityId = deal, participantIds = new[] { contact } } })).At("logActivity", "activity", "id").GetString();
        Assert.True((await api.DataAsync("wang.fang", "query ($id: ID!) { activity(id: $id) { isOverdue } }", new { id })).At("activity", "isOverdue").GetBoolean());

        var moved = (await api.DataAsync("wang.fang", Change, new { input = new { id, version = 1, dueAt = "2030-06-20T00:00:00Z", body = "两份", participantIds = Array.Empty<string>() } })).GetProperty("updateActivity");
        Assert.Equal("""{"version":2,"subject":"准备合同","body":"两份","dueAt":"2030-06-20T00:00:00Z","isOverdue":false,"participants":[]}""", moved.GetProperty("activity").GetRawText());
        Assert.Equal("CONFLICT version", (await api.DataAsync("wang.fang", Change, new { input = new { id, version = 1, subject = "改" } })).At("updateActivity").Refusal());
        Assert.Equal("VALIDATION endAt", (await api.DataAsync("wang.fang", Change, new { input = new { id, startAt = "2026-07-01T00:00:00Z", endAt = "2026-06-01T00:00:00Z" } })).At("updateActivity").Refusal());
        Assert.Equal("FORBIDDEN", (await api.DataAsync("li.haoran", Change, new { input = new { id, subject = "改" } })).At("updateActivity").Refusal());

        await api.DataAsync("wang.fang", Complete, new { id });
        Assert.Equal("INVALID_STATE", (await api.DataAsync("wang.fang", Change, new { input = new { id, dueAt = "2031-06-20T00:00:00Z" } })).At("updateActivity").Refusal());
        Assert.Equal("已签", (await api.DataAsync("wang.fang", Change, new { input = new { id, subject = "已签" } })).At("updateActivity", "activity", "subject").GetString());
    }

    [Fact]
    public async Task What_is_still_to_be_done_is_found_by_its_due_time()
    {
        var found = await api.DataAsync(
            "admin",
            """{ activities(first: 100, where: { completedAt: { eq: null }, dueAt: { lt: "2026-06-15T12:00:00Z" } }, order: [{ dueAt: ASC }]) { totalCount nodes { isOverdue completedAt } } }""");

        Assert.InRange(found.At("activities", "totalCount").GetInt32(), 1, 100);
        Assert.All(found.At("activities", "nodes").EnumerateArray(), a => Assert.True(a.GetProperty("isOverdue").GetBoolean()));
    }
}
