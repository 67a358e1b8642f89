using CrmGraph.Domain.Activities;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>What is sent from here goes out once, and comes back as what it is.</summary>
public sealed class OutboxTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_e_mail_is_sent_once_and_its_copy_is_not_imported_again()
    {
        await using var scene = await GraphScene.StartAsync();
        await scene.SettleAsync();
        var seller = await scene.Application.AsAsync(GraphScene.Seller);

        var answer = await seller.QueryAsync(
            "mutation ($input: SendEmailInput!) { sendEmail(input: $input) { activity { subject sending origin } errors { code message } } }",
            new { input = new { subject = "报价", body = "见附件", opportunityId = Id("Opportunity", scene.Deal.Id.Value), toContactIds = new[] { Id("Contact", scene.Contact.Id.Value) } } });
        Assert.Equal("""{"subject":"报价","sending":"PENDING","origin":"MICROSOFT_GRAPH"}""", answer.GetProperty("sendEmail").GetProperty("activity").GetRawText());
        await scene.PassUntilAsync(db => db.Activities.AnyAsync(a => a.Sending == SendingState.Sent, Cancelled));
        await scene.SyncAsync();

        var sent = Assert.Single(scene.Mailbox.Messages, m => m.Folder == scene.Mailbox.SentItems);
        Assert.Equal(("报价", GraphScene.Customer), (sent.Subject, Assert.Single(sent.To).Address));
        Assert.DoesNotContain(scene.Mailbox.Messages, m => m.IsDraft);
        var activity = Assert.Single(await scene.ActivitiesAsync());
        Assert.Equal((MatchReason.OwnMessage, scene.Deal.Id), (activity.MatchReason, activity.OpportunityId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_meeting_is_planned_once_also_when_the_answer_is_lost(bool isRefused)
    {
        await using var scene = await GraphScene.StartAsync(emulator: new GraphEmulatorOptions { IsRepeatedTransactionRefused = isRefused });
        await scene.SettleAsync();
        scene.Emulator.Faults.Next(GraphFault.CutAfter, 1, line => line.StartsWith("POST /users", StringComparison.Ordinal));
        var seller = await scene.Application.AsAsync(GraphScene.Seller);

        await seller.QueryAsync(
            "mutation ($input: ScheduleMeetingInput!) { scheduleMeeting(input: $input) { activity { location } errors { code message } } }",
            new { input = new { subject = "启动会", startAt = "2026-06-20T02:00:00Z", endAt = "2026-06-20T03:00:00Z", location = "上海", opportunityId = Id("Opportunity", scene.Deal.Id.Value), participantIds = new[] { Id("Contact", scene.Contact.Id.Value) } } });
        await scene.PassUntilAsync(db => db.Activities.AnyAsync(a => a.Sending == SendingState.Sent, Cancelled));
        await scene.SyncAsync();

        var planned = Assert.Single(scene.Mailbox.Events);
        Assert.Equal(("启动会", "上海", GraphScene.Customer), (planned.Subject, planned.Location, Assert.Single(planned.Attendees).Who.Address));
        Assert.Equal(scene.Deal.Id, Assert.Single(await scene.ActivitiesAsync()).OpportunityId);
    }

    private static string Id(string type, Guid id) => CrmGraph.GraphQL.Configuration.NodeId.Encode(type, id);
}
