using CrmGraph.Domain.Activities;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>Messages become activities, and stay what they are in the mailbox.</summary>
public sealed class MailSyncTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_of_a_customer_becomes_an_activity_of_the_deal()
    {
        await using var scene = await GraphScene.StartAsync(fill: graph => graph.Mailbox(GraphScene.Seller).Receive(
            GraphScene.Customer, "报价单", "<html><head><style>p{}</style></head><body><p>您好，</p><p>请报价&amp;交期。</p><script>alert(1)</script></body></html>", isHtml: true));
        await scene.SettleAsync();

        var activity = Assert.Single(await scene.ActivitiesAsync());

        Assert.Equal((ActivityKind.Email, "报价单", "您好，\n请报价&交期。"), (activity.Kind, activity.Subject, activity.Body));
        Assert.Equal((MatchReason.SingleDeal, scene.Deal.Id, scene.Account.Id), (activity.MatchReason, activity.OpportunityId, activity.AccountId));
        Assert.Equal([scene.Contact.Id], activity.Participants.Select(p => p.ContactId));
        Assert.Equal(activity.StartAt, activity.CompletedAt);
        Assert.Equal(activity.StartAt, await scene.ReadAsync(db => db.Opportunities.Where(o => o.Id == scene.Deal.Id).Select(o => o.LastActivityAt).SingleAsync(Cancelled)));
        Assert.Empty(scene.Emulator.Breaches);
    }

    [Fact]
    public async Task A_message_that_is_moved_keeps_its_activity_and_one_that_is_deleted_takes_its_texts_along()
    {
        GraphMessage moved = null!, deleted = null!;
        await using var scene = await GraphScene.StartAsync(fill: graph =>
        {
            moved = graph.Mailbox(GraphScene.Seller).Receive(GraphScene.Customer, "移动的邮件", "正文一");
            deleted = graph.Mailbox(GraphScene.Seller).Receive(GraphScene.Customer, "删除的邮件", "正文二");
        });
        await scene.SettleAsync();
        var before = await scene.ActivitiesAsync();

        scene.Mailbox.Move(moved, scene.Mailbox.Archive);
        scene.Mailbox.Delete(deleted);
        await scene.SyncAsync();

        Assert.Equal(before.Single(a => a.Subject == "移动的邮件").Id, Assert.Single(await scene.ActivitiesAsync()).Id);
        var gone = await scene.ReadAsync(db => db.Activities.IgnoreQueryFilters().SingleAsync(a => a.WithdrawnAt != null, Cancelled));
        Assert.Equal(("", null), (gone.Subject, gone.Body));

        // taken out of the bin again
        scene.Mailbox.Move(deleted, scene.Mailbox.Inbox);
        await scene.SyncAsync();

        Assert.Equal(before.Select(a => (a.Id, a.Subject, a.Body, a.OpportunityId)).ToHashSet(), (await scene.ActivitiesAsync()).Select(a => (a.Id, a.Subject, a.Body, a.OpportunityId)).ToHashSet());
    }

    [Fact]
    public async Task A_lost_sync_state_is_read_again_without_doubles_and_keeps_what_was_linked_by_hand()
    {
        GraphMessage deleted = null!;
        await using var scene = await GraphScene.StartAsync(fill: graph =>
        {
            graph.Mailbox(GraphScene.Seller).Receive(GraphScene.Customer, "询价", at: Given.Now.AddDays(-3));
            deleted = graph.Mailbox(GraphScene.Seller).Receive(GraphScene.Customer, "取消", at: Given.Now.AddDays(-2));
        });
        await scene.SettleAsync();
        var other = await scene.OpenDealAsync();
        var linked = (await scene.ActivitiesAsync())[0];
        var seller = await scene.Application.AsAsync(GraphScene.Seller);
        var answer = await seller.QueryAsync(
            "mutation ($input: LinkActivityInput!) { linkActivity(input: $input) { activity { matchReason opportunity { id } candidates { id } } errors { message } } }",
            new { input = new { activityId = NodeId("Activity", linked.Id.Value), opportunityId = NodeId("Opportunity", other.Id.Value) } });
        Assert.Equal("EXPLICIT", answer.GetProperty("linkActivity").GetProperty("activity").GetProperty("matchReason").GetString());

        scene.Mailbox.DeletePermanently(deleted);
        scene.Emulator.ExpireDeltaTokens();
        await scene.SyncAsync();

        var activity = Assert.Single(await scene.ActivitiesAsync());
        Assert.Equal((linked.Id, other.Id, MatchReason.Explicit), (activity.Id, activity.OpportunityId, activity.MatchReason));
        Assert.True(await scene.ReadAsync(db => db.SyncSources.AnyAsync(s => s.Kind == "mail" && s.Generation == 1, Cancelled)));
        Assert.Equal("OK", (await scene.ConnectorAsync()).GetProperty("health").GetString());
    }

    private static string NodeId(string type, Guid id) => CrmGraph.GraphQL.Configuration.NodeId.Encode(type, id);
}
