using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.GraphQL.Configuration;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Erp;

public sealed class ErpSyncTests(CrmApi api) : IClassFixture<CrmApi>
{
    private const string Preview = "query ($deal: ID!, $connector: String!) { erpPreview(opportunityId: $deal, connector: $connector) { connector payload problems { code criterion message } } }";

    private const string Retry = "mutation ($id: ID!) { retryErpSync(input: { id: $id }) { sync { status attempts nextAttemptAt lastError } errors { code message } } }";

    [Fact]
    public async Task What_became_of_a_deal_stands_on_it_with_steps_and_invoices()
    {
        var deal = await api.CreateDealAsync();
        var id = await api.SucceedAsync(deal);

        var sync = (await api.DataAsync(
            "wang.fang",
            """
            query ($deal: ID!) { opportunity(id: $deal) { erpSyncs {
              id connector status step key externalId externalNumber externalUrl externalTotal attempts lastError lastAttemptAt nextAttemptAt syncedAt paymentProblem
              opportunity { id } steps { outcome } invoices { externalId number state invoicedOn net { amount } total { amount currency } paid { amount } paidOn } } } }
            """,
            new { deal })).At("opportunity", "erpSyncs").EnumerateArray().Single();

        Assert.StartsWith("CG-", sync.At("key").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            $$$"""{"id":"{{{id}}}","connector":"books","status":"SYNCED","step":"PLAN","key":"{{{sync.At("key").GetString()}}}","externalId":"7","externalNumber":"SO-7","externalUrl":"https://erp.example/#erp/model/sale.sale/7","externalTotal":"120000.5","attempts":1,"lastError":null,"lastAttemptAt":"2026-06-15T12:00:00Z","nextAttemptAt":null,"syncedAt":"2026-06-15T12:00:00Z","paymentProblem":"没有合同","opportunity":{"id":"{{{deal}}}"},"steps":[],"invoices":[{"externalId":"9","number":"FP-000009","state":"POSTED","invoicedOn":"2026-06-15","net":{"amount":"100.00"},"total":{"amount":"113.00","currency":"CNY"},"paid":{"amount":"13.00"},"paidOn":null}]}""",
            sync.GetRawText());
    }

    [Theory]
    [InlineData("wang.fang", true)]
    [InlineData("east.manager", true)]
    [InlineData("finance", true)]
    [InlineData("admin", true)]
    [InlineData("li.haoran", false)]
    public async Task The_ledger_is_seen_by_those_responsible_for_the_deal(string mailbox, bool sees)
    {
        var deal = await api.CreateDealAsync();
        var id = await api.SucceedAsync(deal);

        var data = await api.DataAsync(mailbox, "query ($id: ID!) { node(id: $id) { id } erpSyncs(first: 100) { nodes { id } } }", new { id });

        Assert.Equal(sees, data.At("node").ValueKind == System.Text.Json.JsonValueKind.Object);
        Assert.Equal(sees, data.At("erpSyncs", "nodes").EnumerateArray().Any(n => n.At("id").GetString() == id));
    }

    [Fact]
    public async Task Operators_filter_the_ledger_by_status_and_connector()
    {
        var dead = await api.GiveUpAsync(await api.CreateDealAsync());
        await api.SucceedAsync(await api.CreateDealAsync());

        var found = await api.DataAsync("admin", """{ erpSyncs(first: 100, where: { status: { eq: DEAD }, connector: { eq: "books" } }) { nodes { id status lastError steps { step outcome statusCode note } } } }""");

        var nodes = found.At("erpSyncs", "nodes").EnumerateArray().ToList();
        Assert.Contains(nodes, n => n.At("id").GetString() == dead);
        Assert.All(nodes, n => Assert.Equal("""DEAD Tryton refuses the log-in. [{"step":"LOOK_UP","outcome":"REFUSED","statusCode":401,"note":"Tryton refuses the log-in."}]""", $"{n.At("status").GetString()} {n.At("lastError").GetString()} {n.At("steps").GetRawText()}"));
    }

    [Fact]
    public async Task The_ledger_costs_a_constant_number_of_statements()
    {
        for (var i = 0; i < 3; i++) await api.SucceedAsync(await api.CreateDealAsync());

        foreach (var first in new[] { 1, 100 })
        {
            await api.DataAsync("admin", $"{{ erpSyncs(first: {first}) {{ nodes {{ connector opportunity {{ number }} steps {{ outcome }} invoices {{ number }} }} }} }}");
            Assert.True(api.StatementCount == 3, api.StatementText);
        }
    }

    [Fact]
    public async Task A_deal_that_was_given_up_is_tried_again_at_once_and_one_that_is_there_is_not()
    {
        var dead = await api.GiveUpAsync(await api.CreateDealAsync());
        var synced = await api.SucceedAsync(await api.CreateDealAsync());

        var retried = await api.DataAsync("finance", Retry, new { id = dead });
        var refused = await api.DataAsync("finance", Retry, new { id = synced });

        Assert.Equal(
            """{"sync":{"status":"PENDING","attempts":1,"nextAttemptAt":"2026-06-15T12:00:00Z","lastError":"Tryton refuses the log-in."},"errors":[]}""",
            retried.At("retryErpSync").GetRawText());
        Assert.Equal("INVALID_STATE", refused.At("retryErpSync", "errors")[0].At("code").GetString());
    }

    [Fact]
    public async Task The_owner_and_the_administrators_are_alerted_to_a_deal_that_was_given_up()
    {
        var dead = await api.GiveUpAsync(await api.CreateDealAsync());

        foreach (var mailbox in new[] { "wang.fang", "admin" })
        {
            var alerts = (await api.DataAsync(mailbox, "{ alerts(first: 100) { nodes { kind severity message subject { id ... on ErpSync { status } } } } }")).At("alerts", "nodes").EnumerateArray();
            var alert = Assert.Single(alerts, a => a.At("subject", "id").GetString() == dead);
            Assert.Equal(("ERP_FAILED", "CRITICAL", "DEAD"), (alert.At("kind").GetString(), alert.At("severity").GetString(), alert.At("subject", "status").GetString()));
            Assert.EndsWith("→ books could not be transferred; its entry in the ledger says why. Mend the cause, then call retryErpSync.", alert.At("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_event_log_tells_what_became_of_a_deal()
    {
        var id = await api.SucceedAsync(await api.CreateDealAsync());
        Assert.True(NodeId.TryDecode(id, out _, out var sync));

        await using var db = api.Open();
        var logged = await db.Set<Persistence.EventLog.LoggedEvent>().AsNoTracking().SingleAsync(e => e.SubjectId == sync, TestContext.Current.CancellationToken);

        Assert.Equal(("ErpSync", Domain.Events.EventType.ErpSynced), (logged.SubjectType, logged.Type));
    }

    [Fact]
    public async Task The_preview_shows_what_would_be_sent_and_what_is_in_the_way()
    {
        var deal = await api.CreateDealAsync();

        var preview = (await api.DataAsync("wang.fang", Preview, new { deal, connector = CrmApi.Erp })).At("erpPreview");

        Assert.Equal("上海云帆科技有限公司", preview.At("payload", "party", "name").GetString());
        Assert.Equal("120000.50", preview.At("payload", "sale", "lines")[0][1][0].At("unit_price", "decimal").GetString());
        Assert.Contains("上海云帆科技有限公司", preview.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Tryton-Secret-7", preview.GetRawText(), StringComparison.Ordinal);
        var problem = Assert.Single(preview.At("problems").EnumerateArray());
        Assert.Equal(("FIELD_OUT_OF_RANGE", "erp:NOT_WON"), (problem.At("code").GetString(), problem.At("criterion").GetString()));
        Assert.Contains("is not won", problem.At("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wang.fang", "nowhere", "NOT_FOUND")]
    [InlineData("li.haoran", "books", "NOT_FOUND,FORBIDDEN")]
    [InlineData("marketing", "books", "FORBIDDEN")]
    public async Task The_preview_is_for_those_responsible_and_for_an_ERP_that_is_there(string mailbox, string connector, string codes)
    {
        var deal = await api.CreateDealAsync();

        var answer = await api.AskAsync(mailbox, Preview, new { deal, connector });

        Assert.Contains(answer.At("errors")[0].At("extensions", "code").GetString()!, codes.Split(','));
    }

    [Fact]
    public async Task Only_who_sees_all_deals_may_reconcile_and_only_with_an_ERP_that_runs()
    {
        const string Document = """{ erpReconciliation(connector: "books", period: { from: "2026-01-01", to: "2027-01-01" }) { deals } }""";

        Assert.Equal("FORBIDDEN", (await api.AskAsync("east.manager", Document)).At("errors")[0].At("extensions", "code").GetString());
        Assert.Equal("BAD_USER_INPUT", (await api.AskAsync("finance", Document)).At("errors")[0].At("extensions", "code").GetString());
    }
}
