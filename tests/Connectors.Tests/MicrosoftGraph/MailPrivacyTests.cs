using System.Text;
using CrmGraph.Connectors.Tests.MicrosoftGraph.Emulator;
using CrmGraph.Persistence.Sync;
using CrmGraph.Testing;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>What is not to be imported is nowhere in the database, not even for a moment.</summary>
public sealed class MailPrivacyTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_filter_alone_keeps_all_of_an_item_out_of_the_file_but_a_hash_and_a_reason()
    {
        // each is of a customer, whom it would belong to but for the filter; its mark is in an address, a name, the subject and the text
        (string Mark, SkipReason? Reason, Func<GraphMailbox, string, string> Put)[] items =
        [
            ("zqpersonal", SkipReason.Private, (m, mark) => Message(m, mark, sensitivity: "personal")),
            ("zqprivate", SkipReason.Private, (m, mark) => Message(m, mark, sensitivity: "private")),
            ("zqconfidential", SkipReason.Private, (m, mark) => Message(m, mark, sensitivity: "confidential")),
            ("zqblocked", SkipReason.Blocked, (m, mark) => Message(m, mark, other: $"{mark}@partner.example")),
            ("zqdomain", SkipReason.Blocked, (m, mark) => Message(m, mark, other: $"{mark}@mail.blocked.example")),
            ("zqpattern", SkipReason.Blocked, (m, mark) => Message(m, mark, other: $"no-reply-{mark}@shop.example")),
            ("zqmine", SkipReason.Blocked, (m, mark) => Message(m, mark, other: $"{mark}@doctor.example")),
            ("zqcolleague", SkipReason.Internal, (m, mark) => Message(m, mark, from: GraphScene.Colleague, other: $"{mark}@crmgraph.example")),
            ("zqsubsidiary", SkipReason.Internal, (m, mark) => Message(m, mark, from: GraphScene.Colleague, other: $"{mark}@subsidiary.example")),
            ("zqnobody", SkipReason.NoMatch, (m, mark) => Message(m, mark, from: "stranger@nowhere.example", other: $"{mark}@qq.com")),
            ("zqevprivate", SkipReason.Private, (m, mark) => Meeting(m, mark, [GraphScene.Customer], "private")),
            ("zqevsecret", SkipReason.Private, (m, mark) => Meeting(m, mark, [GraphScene.Customer], "confidential")),
            ("zqevblocked", SkipReason.Blocked, (m, mark) => Meeting(m, mark, [GraphScene.Customer, $"{mark}@blocked.example"])),
            ("zqevinternal", SkipReason.Internal, (m, mark) => Meeting(m, mark, [GraphScene.Colleague])),
            ("zqevalone", SkipReason.Internal, (m, mark) => Meeting(m, mark, [])),
            ("zqevnobody", SkipReason.NoMatch, (m, mark) => Meeting(m, mark, [$"{mark}@nowhere.example"])),
            ("zqold", null, (m, mark) => Message(m, mark, at: Given.Now.AddDays(-91))),
            ("zqjunk", null, (m, mark) => Message(m, mark, folder: m.Junk)),
            ("zqdeleted", null, (m, mark) => Message(m, mark, folder: m.DeletedItems)),
        ];
        var names = new Dictionary<string, string>();
        await using var scene = await GraphScene.StartAsync(
            settings =>
            {
                const string Section = "Connectors:MicrosoftGraph";
                settings[$"{Section}:Blocklist:0"] = "ZQblocked@partner.example";
                settings[$"{Section}:Blocklist:1"] = "blocked.example";
                settings[$"{Section}:Blocklist:2"] = "/^no-?reply/";
                settings[$"{Section}:OwnDomains:0"] = "subsidiary.example";
                settings[$"{Section}:Mailboxes:0:Address"] = GraphScene.Seller;
                settings[$"{Section}:Mailboxes:0:Blocklist:0"] = "zqmine@doctor.example";
            },
            fill: graph =>
            {
                var mailbox = graph.Mailbox(GraphScene.Seller);
                foreach (var (mark, _, put) in items) names[mark] = put(mailbox, mark);
                Message(mailbox, "zqvisible");
            });
        await scene.SettleAsync();
        using var outlook = new GraphCaller(scene.Emulator);
        await outlook.SignInAsync();
        foreach (var folder in new[] { scene.Mailbox.Drafts, scene.Mailbox.Inbox })
        {
            var draft = await outlook.SendAsync(HttpMethod.Post, "messages", new { subject = "zqdraft", body = new { contentType = "text", content = "zqdraft 正文" }, toRecipients = new[] { new { emailAddress = new { address = GraphScene.Customer } } } });
            if (folder != scene.Mailbox.Drafts) scene.Mailbox.Move(scene.Mailbox.Messages.Single(m => m.ImmutableId == draft.Id), folder);
        }
        await scene.SyncAsync();

        var running = await DatabaseBytes.ReadAsync(scene.Database);
        var hashes = scene.Application.Services.GetRequiredService<KeyedHashes>();
        var kept = await scene.ReadAsync(db => db.SkippedItems.ToDictionaryAsync(s => s.MessageKey, s => s.Reason, Cancelled));
        var reasons = items.ToDictionary(i => i.Mark, i => kept.TryGetValue(hashes.Of("message", names[i.Mark]), out var reason) ? reason : (SkipReason?)null);
        await scene.Application.DisposeAsync();
        SqliteConnection.ClearAllPools();
        var closed = await DatabaseBytes.ReadAsync(scene.Database);
        await scene.BeginAsync();

        Assert.Equal(items.ToDictionary(i => i.Mark, i => i.Reason), reasons);
        Assert.Equal(items.Count(i => i.Reason is not null), kept.Count);
        foreach (var bytes in new[] { running, closed })
        {
            Assert.Equal(["zqvisible"], MarksIn(bytes));
            Assert.DoesNotContain(names.Values.Select(n => n.Split('\n')[^1]).Append("stranger@nowhere.example"), bytes.Hold);
        }
        Assert.Equal("zqvisible 主题", Assert.Single(await scene.ActivitiesAsync()).Subject);
    }

    [Fact]
    public async Task What_becomes_private_later_is_taken_back_and_comes_back_with_its_link()
    {
        await using var scene = await GraphScene.StartAsync(fill: graph => Meeting(graph.Mailbox(GraphScene.Seller), "谈判", [GraphScene.Customer]));
        await scene.SettleAsync();
        var before = Assert.Single(await scene.ActivitiesAsync());
        using var outlook = new GraphCaller(scene.Emulator);
        await outlook.SignInAsync();
        var path = $"events/{scene.Mailbox.Events[0].ImmutableId}";

        await outlook.SendAsync(HttpMethod.Patch, path, new { sensitivity = "private" });
        await scene.SyncAsync();
        var hidden = await scene.ActivitiesAsync();
        var row = await scene.ReadAsync(db => db.Activities.IgnoreQueryFilters().SingleAsync(a => a.Id == before.Id, Cancelled));
        await outlook.SendAsync(HttpMethod.Patch, path, new { sensitivity = "normal" });
        await scene.SyncAsync();

        Assert.Empty(hidden);
        Assert.Equal(("", null, null), (row.Subject, row.Body, row.Location));
        var after = Assert.Single(await scene.ActivitiesAsync());
        Assert.Equal((before.Id, before.Subject, before.Body, before.OpportunityId, before.MatchReason), (after.Id, after.Subject, after.Body, after.OpportunityId, after.MatchReason));
        Assert.Equal(0, await scene.ReadAsync(db => db.SkippedItems.CountAsync(Cancelled)));
    }

    private static string Message(
        GraphMailbox mailbox, string mark, string from = GraphScene.Customer, string? other = null, DateTimeOffset? at = null, string sensitivity = "normal", GraphFolder? folder = null) =>
        mailbox.Receive(from, $"{mark} 主题", $"{mark} 正文", cc: [new(other ?? $"{mark}@xingyao.example", $"{mark} 先生")], at: at, sensitivity: sensitivity, folder: folder).InternetMessageId;

    private static string Meeting(GraphMailbox mailbox, string mark, IEnumerable<GraphAddress> attendees, string sensitivity = "normal") =>
        $"event\n{mailbox.AddEvent($"{mark} 主题", Given.Now.AddDays(1), attendees: attendees, body: $"{mark} 正文", sensitivity: sensitivity, location: $"{mark} 会议室").ICalUId}";

    private static SortedSet<string> MarksIn(byte[] bytes)
    {
        var marks = new SortedSet<string>(StringComparer.Ordinal);
        for (var at = bytes.AsSpan().IndexOf("zq"u8); at >= 0;)
        {
            var end = at + bytes.AsSpan(at).IndexOfAnyExceptInRange((byte)'a', (byte)'z');
            // two letters alone may stand anywhere by chance
            if (end - at > 4) marks.Add(Encoding.ASCII.GetString(bytes, at, end - at));
            var next = bytes.AsSpan(end).IndexOf("zq"u8);
            at = next < 0 ? -1 : end + next;
        }
        return marks;
    }
}
