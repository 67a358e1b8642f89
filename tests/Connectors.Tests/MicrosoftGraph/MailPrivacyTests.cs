using System.Text;
using CrmGraph.Persistence.Sync;
using CrmGraph.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>What is not to be imported is nowhere in the database, not even for a moment.</summary>
public sealed class MailPrivacyTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_private_blocked_internal_or_of_strangers_is_nowhere_in_the_file()
    {
        await using var scene = await GraphScene.StartAsync(
            settings =>
            {
                settings["Connectors:MicrosoftGraph:Blocklist:0"] = "blocked.example";
                settings["Connectors:MicrosoftGraph:Blocklist:1"] = "/^no-?reply@/";
            },
            fill: graph =>
            {
                var mailbox = graph.Mailbox(GraphScene.Seller);
                mailbox.Receive(GraphScene.Customer, "SECRETprivate", "BODYprivate", sensitivity: "private");
                mailbox.Receive(GraphScene.Customer, "SECRETpersonal", "BODYpersonal", sensitivity: "personal");
                mailbox.Receive(GraphScene.Customer, "SECRETconfidential", "BODYconfidential", sensitivity: "confidential");
                mailbox.Receive(GraphScene.Customer, "SECRETblocked", "BODYblocked", cc: ["spy@mail.blocked.example"]);
                mailbox.Receive("noreply@shop.example", "SECRETpattern", "BODYpattern", cc: [GraphScene.Customer]);
                mailbox.Receive(GraphScene.Colleague, "SECRETinternal", "BODYinternal");
                mailbox.Receive("stranger@nowhere.example", "SECRETstranger", "BODYstranger");
                mailbox.AddEvent("SECRETevent", Given.Now.AddDays(1), attendees: [GraphScene.Customer], sensitivity: "private", body: "BODYevent");
                mailbox.Receive(GraphScene.Customer, "VISIBLEsubject", "VISIBLEbody");
            });
        await scene.SettleAsync();

        var reasons = await scene.ReadAsync(db => db.SkippedItems.GroupBy(s => s.Reason).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, Cancelled));
        await scene.Application.DisposeAsync();
        SqliteConnection.ClearAllPools();
        var bytes = await BytesAsync(scene.Database.ConnectionString);
        await scene.BeginAsync();

        Assert.Equal(new Dictionary<SkipReason, int> { [SkipReason.Private] = 4, [SkipReason.Blocked] = 2, [SkipReason.Internal] = 1, [SkipReason.NoMatch] = 1 }, reasons);
        Assert.Contains("VISIBLEsubject", bytes, StringComparison.Ordinal);
        string[] hidden = ["SECRET", "BODYp", "BODYc", "BODYb", "BODYi", "BODYs", "BODYe", "stranger@nowhere", "spy@mail", "noreply@shop"];
        Assert.DoesNotContain(hidden, text => bytes.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stranger_who_becomes_a_contact_brings_the_mails_that_were_left_out()
    {
        await using var scene = await GraphScene.StartAsync(fill: graph =>
        {
            graph.Mailbox(GraphScene.Seller).Receive("stranger@newco.example", "以前的邮件", "旧", at: Given.Now.AddDays(-10));
            graph.Mailbox(GraphScene.Seller).Receive("other@elsewhere.example", "别人的邮件", "旧", at: Given.Now.AddDays(-9));
            graph.Mailbox(GraphScene.Seller).AddEvent("以前的会议", Given.Now.AddDays(-5), attendees: ["stranger@newco.example"]);
        });
        await scene.SettleAsync();
        Assert.Empty(await scene.ActivitiesAsync());

        await scene.KnowAsync("Stranger@NewCo.example");
        await scene.PassUntilAsync(async db => await db.Activities.CountAsync(a => a.MatchReason != null, Cancelled) == 2);
        await scene.SettleAsync();

        Assert.Equal(["以前的邮件", "以前的会议"], (await scene.ActivitiesAsync()).Select(a => a.Subject));
        Assert.Equal(1, await scene.ReadAsync(db => db.SkippedItems.CountAsync(Cancelled)));
    }

    [Theory]
    [InlineData("Metadata", "", null)]
    [InlineData("Subject", "报价", null)]
    [InlineData("Everything", "报价", "正文")]
    public async Task Others_see_as_much_as_the_mailbox_shows_and_the_owner_all(string policy, string subject, string? body)
    {
        await using var scene = await GraphScene.StartAsync(
            settings => settings["Connectors:MicrosoftGraph:Visibility"] = policy,
            fill: graph => graph.Mailbox(GraphScene.Seller).Receive(GraphScene.Customer, "报价", "正文"));
        await scene.SettleAsync();
        const string query = """
            query ($subject: String!) {
              activities(where: { origin: { eq: MICROSOFT_GRAPH } }) { nodes { subject body } }
              filtered: activities(where: { subject: { eq: $subject }, origin: { eq: MICROSOFT_GRAPH } }) { totalCount }
              texts: activities(where: { body: { contains: "正文" }, origin: { eq: MICROSOFT_GRAPH } }) { totalCount }
              search(text: "报价") { ... on Activity { subject } }
            }
            """;

        foreach (var (who, isOwner) in new[] { ("admin@crmgraph.example", false), ("east.manager@crmgraph.example", false), (GraphScene.Seller, true) })
        {
            var client = await scene.Application.AsAsync(who);
            var seen = await client.QueryAsync(query, new { subject = "报价" });
            var node = Assert.Single(seen.GetProperty("activities").GetProperty("nodes").EnumerateArray());
            var (shownSubject, shownBody) = isOwner ? ("报价", "正文") : (subject, body);
            Assert.Equal((shownSubject, shownBody), (node.GetProperty("subject").GetString(), node.GetProperty("body").GetString()));
            Assert.Equal(shownSubject.Length > 0 ? 1 : 0, seen.GetProperty("filtered").GetProperty("totalCount").GetInt32());
            Assert.Equal(shownBody is null ? 0 : 1, seen.GetProperty("texts").GetProperty("totalCount").GetInt32());
            Assert.Equal(shownSubject.Length > 0, seen.GetProperty("search").EnumerateArray().Any(h => h.TryGetProperty("subject", out var found) && found.GetString() == "报价"));
        }
    }

    private static async Task<string> BytesAsync(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        var all = new StringBuilder();
        foreach (var part in new[] { file, $"{file}-wal", $"{file}-journal" }.Where(File.Exists)) all.Append(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(part, Cancelled)));
        return all.ToString();
    }
}
