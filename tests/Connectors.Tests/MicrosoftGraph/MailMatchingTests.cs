using CrmGraph.Domain.Activities;
using CrmGraph.Persistence.Sync;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>What a message is about: the first step of the order that holds, with its reason, and never a guess.</summary>
public sealed class MailMatchingTests(MailMatchingTests.OneMailbox mailbox) : IClassFixture<MailMatchingTests.OneMailbox>
{
    private GraphScene Scene => mailbox.Scene;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_took_part_says_what_a_message_is_about_and_the_stronger_reason_counts()
    {
        const char Mark = '甲';
        var scene = Scene;
        var (two, twoDeals) = await scene.CustomerAsync("双江", "shuangjiang.example", "双江甲", "双江乙");
        await scene.TakePartAsync(await scene.KnowAsync("role@shuangjiang.example", two), twoDeals[1]);
        await scene.TakePartAsync(await scene.KnowAsync("both@shuangjiang.example", two), [.. twoDeals]);
        await scene.KnowAsync("none@shuangjiang.example", two);
        var chief = await scene.KnowAsync("chief@shuangjiang.example", two);
        await scene.ChangeAsync((_, deals) => deals[0].ChoosePrimaryContact(chief, scene.Time.GetUtcNow()), twoDeals[0]);
        var (three, threeDeals) = await scene.CustomerAsync("三原", "sanyuan.example", "三原旧");
        await scene.KnowAsync("old@sanyuan.example", three);
        var (four, fourDeals) = await scene.CustomerAsync("四海", "sihai.example", "四海旧", "四海新");
        await scene.TakePartAsync(await scene.KnowAsync("buyer@sihai.example", four), fourDeals[0]);
        await scene.LoseAsync(threeDeals[0], fourDeals[0]);
        await scene.CustomerAsync("五行", "wuxing.example");
        await scene.CustomerAsync("六合", "liuhe.example", "六合甲", "六合乙");
        await scene.CustomerAsync("七星", "qq.com", "七星单");
        await scene.LeadAsync("线索甲", "someone@newlead.example");
        await scene.LeadAsync("线索乙", "lead@xingyao.example");
        await scene.LeadAsync("线索丙", GraphScene.Customer);
        var (kept, merged) = (await scene.LeadAsync("线索丁", "twin@twins.example"), await scene.LeadAsync("线索戊", "twin@twins.example"));
        await scene.ReadAsync(async db =>
        {
            var (survivor, other) = (await db.Leads.SingleAsync(l => l.Id == kept.Id, Cancelled), await db.Leads.SingleAsync(l => l.Id == merged.Id, Cancelled));
            survivor.Absorb([other], survivor.OwnerId!.Value, scene.Time.GetUtcNow());
            return await db.SaveChangesAsync(Cancelled);
        });

        (string Subject, string From, string? Other, string? About)[] cases =
        [
            ("独单", GraphScene.Customer, null, "SingleDeal 一期 @上海星曜科技有限公司"),
            ("角色", "role@shuangjiang.example", null, "ContactRole 双江乙 @双江"),
            ("首要联系人", "chief@shuangjiang.example", null, "ContactRole 双江甲 @双江"),
            ("两单都有角色", "both@shuangjiang.example", null, "Ambiguous @双江 [双江乙,双江甲]"),
            ("没有角色", "none@shuangjiang.example", null, "Ambiguous @双江 [双江乙,双江甲]"),
            ("角色先于客户的商机", "none@shuangjiang.example", "Role@ShuangJiang.example", "ContactRole 双江乙 @双江"),
            ("角色先于唯一商机", GraphScene.Customer, "role@shuangjiang.example", "ContactRole 双江乙 @双江"),
            ("只有旧单", "old@sanyuan.example", null, "Participant @三原"),
            ("旧单的角色不算", "buyer@sihai.example", null, "SingleDeal 四海新 @四海"),
            ("两家客户", GraphScene.Customer, "buyer@sihai.example", "Ambiguous [一期,四海新]"),
            ("域名", "stranger@xingyao.example", null, "CompanyDomain 一期 @上海星曜科技有限公司"),
            ("域名无商机", "stranger@wuxing.example", null, "CompanyDomain @五行"),
            ("域名两商机", "stranger@liuhe.example", null, "Ambiguous @六合 [六合乙,六合甲]"),
            ("联系人先于域名", "stranger@liuhe.example", GraphScene.Customer, "SingleDeal 一期 @上海星曜科技有限公司"),
            ("线索", "someone@newlead.example", null, "Participant ~线索甲"),
            ("线索先于域名", "lead@xingyao.example", null, "Participant ~线索乙"),
            ("合并的线索", "twin@twins.example", null, "Participant ~线索丁"),
            ("公共邮箱一", "10001@qq.com", null, null),
            ("公共邮箱二", "stranger@163.com", "stranger@gmail.com", null),
        ];
        var before = await LeftOutAsync();
        foreach (var (subject, from, other, _) in cases) scene.Mailbox.Receive(from, $"{Mark}{subject}", "正文", cc: other is null ? null : [other]);
        await scene.SyncAsync();

        var found = await scene.MatchesAsync(Mark);
        Assert.Equal(cases.Select(c => $"{c.Subject}: {c.About}"), cases.Select(c => $"{c.Subject}: {found.GetValueOrDefault(c.Subject)}"));
        Assert.Equal([SkipReason.NoMatch, SkipReason.NoMatch], (await LeftOutAsync()).Except(before).Select(l => l.Reason));
        Assert.Empty(scene.Emulator.Breaches);
    }

    [Fact]
    public async Task What_was_linked_by_hand_decides_for_its_conversation_and_outlives_everything()
    {
        const char Mark = '乙';
        var scene = Scene;
        var (two, deals) = await scene.CustomerAsync("两河", "lianghe.example", "两河甲", "两河乙", "两河丙");
        var contact = await scene.KnowAsync("none@lianghe.example", two);
        await scene.TakePartAsync(await scene.KnowAsync("role@lianghe.example", two), deals[1]);
        var first = scene.Mailbox.Receive("none@lianghe.example", $"{Mark}询价", "正文", at: Given.Now.AddDays(-3));
        scene.Mailbox.Receive("stranger@nowhere.example", $"{Mark}转发", "正文", at: Given.Now.AddDays(-2.5), inReplyTo: first);
        scene.Mailbox.Receive("role@lianghe.example", $"{Mark}回复一", "正文", at: Given.Now.AddDays(-2), inReplyTo: first);
        scene.Mailbox.Receive("role@lianghe.example", $"{Mark}别的会话", "正文", at: Given.Now.AddDays(-2));
        scene.Mailbox.Receive("stranger@nowhere.example", $"{Mark}无关", "正文", at: Given.Now.AddDays(-1));
        await scene.SyncAsync();
        // the one in the conversation that matches by itself takes those along that do not, the stranger's too
        await scene.PassUntilAsync(async _ => (await scene.MarkedAsync(Mark)).Exists(a => a.Subject == $"{Mark}转发"));
        await scene.SettleAsync();
        var before = await scene.MatchesAsync(Mark);

        var asked = await scene.LinkAsync((await scene.MarkedAsync(Mark)).Single(a => a.Subject == $"{Mark}询价").Id.Value, deals[0]);
        var asLinked = await scene.MatchesAsync(Mark);
        scene.Mailbox.Receive("role@lianghe.example", $"{Mark}回复二", "正文", inReplyTo: first);
        scene.Mailbox.Mark(first, isRead: true);
        scene.Mailbox.Move(first, scene.Mailbox.Archive);
        await scene.TakePartAsync(contact, deals[2]);
        await scene.LoseAsync(deals[0]);
        await scene.SyncAsync();
        scene.Emulator.ExpireDeltaTokens();
        await scene.SyncAsync();

        Assert.Equal("""{"activity":{"matchReason":"EXPLICIT","opportunity":{"name":"两河甲"},"account":{"name":"两河"},"candidates":[]},"errors":[]}""", asked.GetRawText());
        Dictionary<string, string> byItself = new()
        {
            ["询价"] = "Thread 两河乙 @两河",
            ["转发"] = "Thread 两河乙 @两河",
            ["回复一"] = "ContactRole 两河乙 @两河",
            ["别的会话"] = "ContactRole 两河乙 @两河",
        };
        Dictionary<string, string> byHand = new()
        {
            ["询价"] = "Explicit 两河甲 @两河",
            ["转发"] = "Thread 两河甲 @两河",
            ["回复一"] = "Thread 两河甲 @两河",
            ["别的会话"] = "ContactRole 两河乙 @两河",
        };
        Assert.Equal(byItself, before);
        Assert.Equal(byHand, asLinked);
        byHand["回复二"] = "Thread 两河甲 @两河";
        Assert.Equal(byHand, await scene.MatchesAsync(Mark));
        Assert.True(await scene.ReadAsync(db => db.SyncSources.AnyAsync(s => s.Kind == "mail" && s.Generation > 0, Cancelled)));
    }

    [Fact]
    public async Task A_candidate_is_chosen_by_hand_by_whoever_may_and_no_other_deal_is_shown()
    {
        const char Mark = '丙';
        var scene = Scene;
        var (two, deals) = await scene.CustomerAsync("二山", null, "二山甲", "二山乙");
        await scene.KnowAsync("none@ershan.example", two);
        scene.Mailbox.Receive("none@ershan.example", $"{Mark}询价", "正文");
        await scene.SyncAsync();
        var seller = await scene.Application.AsAsync(GraphScene.Seller);
        const string Query = "{ activities(where: { subject: { startsWith: \"丙\" } }) { nodes { matchReason opportunity { name } candidates { name } } } }";

        var asked = await seller.QueryAsync(Query);
        var foreign = await scene.LinkAsync((await scene.MarkedAsync(Mark))[0].Id.Value, deals[0], "huang.zhiqiang@crmgraph.example");
        var linked = await scene.LinkAsync((await scene.MarkedAsync(Mark))[0].Id.Value, deals[1]);
        var again = await scene.LinkAsync((await scene.MarkedAsync(Mark))[0].Id.Value, deals[0]);

        var shown = Assert.Single(asked.GetProperty("activities").GetProperty("nodes").EnumerateArray());
        Assert.Equal(("AMBIGUOUS", "null"), (shown.GetProperty("matchReason").GetString(), shown.GetProperty("opportunity").GetRawText()));
        Assert.Equal(["二山乙", "二山甲"], shown.GetProperty("candidates").EnumerateArray().Select(c => c.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal("""{"activity":null,"errors":[{"code":"NOT_FOUND"}]}""", foreign.GetRawText());
        Assert.Equal("二山乙", linked.GetProperty("activity").GetProperty("opportunity").GetProperty("name").GetString());
        Assert.Equal("二山甲", again.GetProperty("activity").GetProperty("opportunity").GetProperty("name").GetString());
        Assert.Equal("Explicit 二山甲 @二山", (await scene.MatchesAsync(Mark))["询价"]);
        Assert.Empty((await scene.MarkedAsync(Mark))[0].Candidates);
    }

    [Fact]
    public async Task An_answer_to_what_was_sent_from_here_is_about_the_same_deal_whoever_answers()
    {
        const char Mark = '丁';
        var scene = Scene;
        var (two, deals) = await scene.CustomerAsync("双木", "shuangmu.example", "双木甲", "双木乙");
        var contact = await scene.KnowAsync("role@shuangmu.example", two);
        await scene.TakePartAsync(contact, deals[1]);
        await scene.SettleAsync();
        var seller = await scene.Application.AsAsync(GraphScene.Seller);
        await seller.QueryAsync(
            "mutation ($input: SendEmailInput!) { sendEmail(input: $input) { errors { message } } }",
            new { input = new { subject = $"{Mark}报价", body = "见附件", opportunityId = Id("Opportunity", deals[0].Id.Value), toContactIds = new[] { Id("Contact", contact.Id.Value) } } });
        await scene.PassUntilAsync(db => db.Activities.AnyAsync(a => a.Sending == SendingState.Sent, Cancelled));

        var sent = Assert.Single(scene.Mailbox.Messages, m => m.Folder == scene.Mailbox.SentItems);
        scene.Mailbox.Receive("role@shuangmu.example", $"{Mark}回复", "正文", inReplyTo: sent);
        // the header is known to whoever got the mail, and makes nothing our own
        scene.Mailbox.Receive("role@shuangmu.example", $"{Mark}冒充", "正文", headers: [("x-crmgraph-activity", (await scene.MarkedAsync(Mark)).Single().Id.Value.ToString())]);
        await scene.SyncAsync();

        Dictionary<string, string> about = new() { ["报价"] = "OwnMessage 双木甲 @双木", ["回复"] = "Thread 双木甲 @双木", ["冒充"] = "ContactRole 双木乙 @双木" };
        Assert.Equal(about, await scene.MatchesAsync(Mark));
    }

    [Fact]
    public async Task What_was_left_out_is_fetched_when_a_contact_a_lead_a_domain_or_a_conversation_makes_it_known()
    {
        const char Mark = '戊';
        var scene = Scene;
        var (box, before) = (scene.Mailbox, await LeftOutAsync());
        box.Receive("a@jia.example", $"{Mark}联系人", "正文甲", at: Given.Now.AddDays(-9));
        box.Receive("b@yi.example", $"{Mark}线索", "正文乙", at: Given.Now.AddDays(-8));
        box.Receive("c@bing.example", $"{Mark}域名", "正文丙", at: Given.Now.AddDays(-7));
        var open = box.Receive("d@ding.example", $"{Mark}会话", "正文丁", at: Given.Now.AddDays(-6));
        box.Receive("d@ding.example", $"{Mark}会话里的私信", "正文", at: Given.Now.AddDays(-6), inReplyTo: open, sensitivity: "private");
        box.Receive("a@jia.example", $"{Mark}私信", "正文", at: Given.Now.AddDays(-5), sensitivity: "confidential");
        box.Receive("e@wu.example", $"{Mark}无人", "正文戊", at: Given.Now.AddDays(-5));
        await scene.SyncAsync();
        Assert.Empty(await scene.MarkedAsync(Mark));
        Assert.Equal(7, (await LeftOutAsync()).Except(before).Count());

        await scene.KnowAsync("A@Jia.example");
        await scene.LeadAsync("线索乙", "b@yi.example");
        await scene.CustomerAsync("丙公司", "bing.example");
        box.Receive(GraphScene.Customer, $"{Mark}接着会话", "正文", inReplyTo: open);
        await scene.WakeAsync();
        await scene.PassUntilAsync(async _ => (await scene.MarkedAsync(Mark)).Count >= 5);
        await scene.SyncAsync();

        Dictionary<string, string> about = new()
        {
            ["联系人"] = "SingleDeal 一期 @上海星曜科技有限公司",
            ["线索"] = "Participant ~线索乙",
            ["域名"] = "CompanyDomain @丙公司",
            ["会话"] = "Thread 一期 @上海星曜科技有限公司",
            ["接着会话"] = "SingleDeal 一期 @上海星曜科技有限公司",
        };
        Assert.Equal(about, await scene.MatchesAsync(Mark));
        Assert.Equal("正文丁", (await scene.MarkedAsync(Mark)).Single(a => a.Subject == $"{Mark}会话").Body);
        Assert.Equal([SkipReason.Private, SkipReason.Private, SkipReason.NoMatch], (await LeftOutAsync()).Except(before).Select(l => l.Reason).Order());
    }

    [Fact]
    public async Task What_a_message_was_about_when_it_came_does_not_change_with_the_deals_that_come_and_go()
    {
        const char Mark = '己';
        var scene = Scene;
        var (two, deals) = await scene.CustomerAsync("双石", "shuangshi.example", "双石甲", "双石乙");
        await scene.KnowAsync("none@shuangshi.example", two);
        var (one, only) = await scene.CustomerAsync("独山", "dushan.example", "一期");
        await scene.KnowAsync("buyer@dushan.example", one);
        scene.Mailbox.Receive("buyer@dushan.example", $"{Mark}一期的信", "正文", at: Given.Now.AddDays(-3));
        scene.Mailbox.Receive("none@shuangshi.example", $"{Mark}说不清的信", "正文", at: Given.Now.AddDays(-2));
        scene.Mailbox.AddEvent($"{Mark}一期的会", Given.Now.AddDays(-1), attendees: ["buyer@dushan.example"]);
        await scene.SyncAsync();
        var before = await scene.MatchesAsync(Mark);

        await scene.LoseAsync(only[0], deals[0]);
        await scene.OpenDealAsync(one, "二期");
        foreach (var message in scene.Mailbox.Messages) scene.Mailbox.Mark(message, isRead: true);
        scene.Emulator.ExpireDeltaTokens();
        await scene.SyncAsync();

        Dictionary<string, string> about = new()
        {
            ["一期的信"] = "SingleDeal 一期 @独山",
            ["一期的会"] = "SingleDeal 一期 @独山",
            ["说不清的信"] = "Ambiguous @双石 [双石乙,双石甲]",
        };
        Assert.Equal(about, before);
        Assert.Equal(about, await scene.MatchesAsync(Mark));
    }

    private static string Id(string type, Guid id) => GraphQL.Configuration.NodeId.Encode(type, id);

    private Task<List<(string Key, SkipReason Reason)>> LeftOutAsync() => Scene.ReadAsync(async db =>
        (await db.SkippedItems.AsNoTracking().ToListAsync(Cancelled)).ConvertAll(s => (s.MessageKey, s.Reason)));

    /// <summary>One server for all of these tests; each has customers of its own, and a mark before its subjects.</summary>
    public sealed class OneMailbox : IAsyncLifetime
    {
        internal GraphScene Scene { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Scene = await GraphScene.StartAsync();
            await Scene.SettleAsync();
        }

        public ValueTask DisposeAsync() => Scene.DisposeAsync();
    }
}
