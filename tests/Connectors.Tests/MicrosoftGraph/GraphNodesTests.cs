using CrmGraph.Domain.Activities;
using CrmGraph.Persistence;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>Two servers on one database, one of which reads the mailboxes; Graph tells the other one what is new.</summary>
public sealed class GraphNodesTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_node_reads_what_the_other_is_told_of_and_the_other_takes_over_when_it_goes()
    {
        var (first, second) = ($"http://127.0.0.1:{FreePort.Find()}", $"http://127.0.0.1:{FreePort.Find()}");
        await using var scene = await GraphScene.StartAsync(
            settings => (settings["urls"], settings["Connectors:MicrosoftGraph:PublicUrl"]) = (first, second),
            fill: graph => graph.Mailbox(GraphScene.Seller).Receive(GraphScene.Customer, "以前的邮件", at: Given.Now.AddDays(-1)),
            isStarted: false);
        await scene.BeginAsync();
        await scene.WaitUntilAsync(async db => await HolderAsync(db) is not null);
        var holder = await scene.ReadAsync(HolderAsync);
        await using var told = await scene.AnotherNodeAsync(second);
        await scene.SettleAsync();
        Assert.Equal(2, scene.Emulator.Subscriptions.All.Count);

        scene.Mailbox.Receive(GraphScene.Customer, "第一封");
        await scene.Emulator.Subscriptions.SettleAsync();
        await scene.PassUntilAsync(db => db.Activities.AnyAsync(a => a.Subject == "第一封", Cancelled));
        Assert.Equal(holder, await scene.ReadAsync(HolderAsync));

        // what the other one takes in goes out all the same
        var seller = await told.AsAsync(GraphScene.Seller);
        await seller.QueryAsync(
            "mutation ($input: SendEmailInput!) { sendEmail(input: $input) { activity { sending } errors { code message } } }",
            new { input = new { subject = "答复", body = "见附件", opportunityId = Id("Opportunity", scene.Deal.Id.Value), toContactIds = new[] { Id("Contact", scene.Contact.Id.Value) } } });
        await scene.PassUntilAsync(db => db.Activities.AnyAsync(a => a.Sending == SendingState.Sent, Cancelled));

        // the one that reads goes, and gives the lease back
        await scene.Application.StopAsync();
        scene.Mailbox.Receive(GraphScene.Customer, "第二封");
        await scene.PassUntilAsync(db => db.Activities.AnyAsync(a => a.Subject == "第二封", Cancelled));
        await scene.SettleAsync();

        Assert.NotEqual(holder, await scene.ReadAsync(HolderAsync));
        var subjects = await told.ReadAsync(db => db.Activities.Where(a => a.Origin == ActivityOrigin.MicrosoftGraph).Select(a => a.Subject).ToListAsync(Cancelled));
        Assert.Equal(new[] { "以前的邮件", "答复", "第一封", "第二封" }.Order(StringComparer.Ordinal), subjects.Order(StringComparer.Ordinal));
        Assert.Single(scene.Mailbox.Messages, m => m.Folder == scene.Mailbox.SentItems);
        Assert.Equal(2, scene.Emulator.Subscriptions.All.Count);
        Assert.Empty(scene.Emulator.Breaches);
    }

    private static Task<string?> HolderAsync(CrmDbContext db) => db.Database.SqlQuery<string?>($"""SELECT "Holder" AS "Value" FROM "Leases" WHERE "Name" = 'sync:graph'""").SingleOrDefaultAsync(Cancelled);

    private static string Id(string type, Guid id) => CrmGraph.GraphQL.Configuration.NodeId.Encode(type, id);
}
