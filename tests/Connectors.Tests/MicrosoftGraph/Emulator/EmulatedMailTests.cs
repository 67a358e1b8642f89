using System.Globalization;
using CrmGraph.Testing.Emulators.MicrosoftGraph;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph.Emulator;

public sealed class EmulatedMailTests : IAsyncLifetime
{
    private GraphEmulator _emulator = null!;
    private GraphCaller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await GraphEmulator.StartAsync();
        _caller = new GraphCaller(_emulator);
        await _caller.SignInAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_delta_round_pages_to_a_link_that_tells_only_what_changed_since()
    {
        var inbox = _caller.Wang.Inbox;
        var messages = Enumerable.Range(0, 5).Select(i => _caller.Wang.Receive("li.na@huaxin.example", $"询价 {i}")).ToList();

        var (first, link, pages) = await _caller.ReadDeltaAsync($"mailFolders/{inbox.Id}/messages/delta?$select=subject", pageSize: 2);
        _caller.Wang.Receive("li.na@huaxin.example", "新询价");
        _caller.Wang.Mark(messages[1], isRead: true);
        _caller.Wang.DeletePermanently(messages[2]);
        var (second, next, _) = await _caller.ReadDeltaAsync(link);
        var (third, _, _) = await _caller.ReadDeltaAsync(next);

        Assert.Equal(3, pages);
        Assert.Equal(["询价 0", "询价 1", "询价 2", "询价 3", "询价 4"], first.Select(m => m.GetProperty("subject").GetString()));
        Assert.False(first[0].TryGetProperty("body", out _));
        Assert.Equal(["新询价", "询价 1"], second.Take(2).Select(m => m.GetProperty("subject").GetString()));
        Assert.Equal(messages[2].ImmutableId, second[2].GetProperty("id").GetString());
        Assert.Equal("deleted", second[2].GetProperty("@removed").GetProperty("reason").GetString());
        Assert.Empty(third);
    }

    [Fact]
    public async Task A_moved_message_leaves_one_folder_and_comes_into_the_other_under_its_immutable_id()
    {
        var projects = _caller.Wang.CreateFolder("项目");
        var message = _caller.Wang.Receive("li.na@huaxin.example", "合同");
        var before = message.Id;
        var (_, inbox, _) = await _caller.ReadDeltaAsync("mailFolders/inbox/messages/delta");
        var (_, target, _) = await _caller.ReadDeltaAsync($"mailFolders/{projects.Id}/messages/delta");

        _caller.Wang.Move(message, projects);
        var (gone, _, _) = await _caller.ReadDeltaAsync(inbox);
        var (come, _, _) = await _caller.ReadDeltaAsync(target);
        var byOldId = await _caller.GetAsync($"messages/{before}", prefer: "");

        Assert.Equal(message.ImmutableId, Assert.Single(gone).GetProperty("id").GetString());
        Assert.Equal("changed", gone[0].GetProperty("@removed").GetProperty("reason").GetString());
        Assert.Equal(message.ImmutableId, Assert.Single(come).GetProperty("id").GetString());
        Assert.NotEqual(before, message.Id);
        Assert.Equal((404, "ErrorItemNotFound"), (byOldId.Status, byOldId.Error));
    }

    [Fact]
    public async Task A_forgotten_sync_state_answers_410_and_says_where_to_begin_again()
    {
        var (_, link, _) = await _caller.ReadDeltaAsync("mailFolders/inbox/messages/delta");

        _emulator.ExpireDeltaTokens();
        var reply = await _caller.GetAsync(link);

        Assert.Equal((410, "SyncStateNotFound"), (reply.Status, reply.Error));
        Assert.Equal($"{_caller.Base}/mailFolders/inbox/messages/delta?$deltatoken=", reply.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_delta_query_takes_only_the_filter_and_the_order_that_are_documented_and_ends_after_5_000()
    {
        var newest = DateTimeOffset.Parse("2026-06-15T12:00:00Z", CultureInfo.InvariantCulture);
        for (var i = 0; i < 5_200; i++) _caller.Wang.Receive("news@travel.example", "周报", at: newest.AddMinutes(-i));

        var (items, _, pages) = await _caller.ReadDeltaAsync("mailFolders/inbox/messages/delta?$select=receivedDateTime&$filter=receivedDateTime ge 2026-01-01T00:00:00Z&$orderby=receivedDateTime desc");
        var byOther = await _caller.GetAsync("mailFolders/inbox/messages/delta?$filter=isRead eq false");
        var byOrder = await _caller.GetAsync("mailFolders/inbox/messages/delta?$orderby=subject");

        Assert.Equal((5_000, 5), (items.Count, pages));
        Assert.Equal(newest, items[0].GetProperty("receivedDateTime").GetDateTimeOffset());
        Assert.Equal(newest.AddMinutes(-4_999), items[^1].GetProperty("receivedDateTime").GetDateTimeOffset());
        Assert.Equal([400, 400], [byOther.Status, byOrder.Status]);
    }

    [Fact]
    public async Task A_draft_keeps_its_immutable_id_when_it_is_sent_and_comes_to_the_others()
    {
        var zhao = _emulator.Mailbox("zhao.lei@crmgraph.example");
        var draft = await _caller.SendAsync(HttpMethod.Post, "messages", new
        {
            subject = "报价单",
            body = new { contentType = "text", content = "请见附件" },
            toRecipients = new[] { new { emailAddress = new { address = "zhao.lei@crmgraph.example" } } },
            internetMessageHeaders = new[] { new { name = "x-crmgraph-deal", value = "42" } },
            singleValueExtendedProperties = new[] { new { id = "String {00020329-0000-0000-C000-000000000046} Name CrmGraphDeal", value = "42" } },
        });

        var sent = await _caller.SendAsync(HttpMethod.Post, $"messages/{draft.Id}/send");
        var again = await _caller.GetAsync($"messages/{draft.Id}");
        var marked = await _caller.GetAsync("messages?$filter=singleValueExtendedProperties/Any(ep: ep/id eq 'String {00020329-0000-0000-C000-000000000046} Name CrmGraphDeal' and ep/value eq '42')");

        Assert.Equal((201, 202), (draft.Status, sent.Status));
        Assert.Equal(_caller.Wang.SentItems.Id, again.Json.GetProperty("parentFolderId").GetString());
        Assert.False(again.Json.GetProperty("isDraft").GetBoolean());
        Assert.Equal(draft.Id, Assert.Single(marked.Value).GetProperty("id").GetString());
        var received = Assert.Single(zhao.Messages);
        Assert.Equal(again.Json.GetProperty("internetMessageId").GetString(), received.InternetMessageId);
        Assert.Equal(("x-crmgraph-deal", "42"), Assert.Single(received.Headers));
    }

    [Fact]
    public async Task Sensitivity_is_an_extended_property_and_headers_come_only_when_selected()
    {
        var message = _caller.Wang.Receive("doctor@clinic.example", "检查结果", sensitivity: "private");

        var plain = await _caller.GetAsync($"messages/{message.ImmutableId}");
        var expanded = await _caller.GetAsync($"messages/{message.ImmutableId}?$select=subject,internetMessageHeaders&$expand=singleValueExtendedProperties($filter=id eq 'Integer 0x36')");
        var refused = await _caller.GetAsync($"messages/{message.ImmutableId}?$select=sensitivity");

        Assert.False(plain.Json.TryGetProperty("internetMessageHeaders", out _));
        Assert.Equal("2", expanded.Json.GetProperty("singleValueExtendedProperties")[0].GetProperty("value").GetString());
        Assert.Contains(expanded.Json.GetProperty("internetMessageHeaders").EnumerateArray(), h => h.GetProperty("name").GetString() == "Sensitivity" && h.GetProperty("value").GetString() == "Private");
        Assert.Equal(400, refused.Status);
    }

    [Fact]
    public async Task A_body_comes_as_text_where_that_is_preferred()
    {
        var message = _caller.Wang.Receive("li.na@huaxin.example", "询价", "<p>价格 &lt; 100 万?</p>", isHtml: true);

        var html = await _caller.GetAsync($"messages/{message.ImmutableId}");
        var text = await _caller.GetAsync($"messages/{message.ImmutableId}", "IdType=\"ImmutableId\", outlook.body-content-type=\"text\"");

        Assert.Equal(("html", "<p>价格 &lt; 100 万?</p>"), Body(html));
        Assert.Equal(("text", "价格 < 100 万?"), Body(text));
        Assert.Equal("价格 < 100 万?", html.Json.GetProperty("bodyPreview").GetString());

        static (string?, string?) Body(GraphReply reply) => (reply.Json.GetProperty("body").GetProperty("contentType").GetString(), reply.Json.GetProperty("body").GetProperty("content").GetString());
    }

    [Fact]
    public async Task Folders_come_with_their_changes()
    {
        var (first, link, _) = await _caller.ReadDeltaAsync("mailFolders/delta");

        var folder = _caller.Wang.CreateFolder("客户", _caller.Wang.Inbox);
        var (second, next, _) = await _caller.ReadDeltaAsync(link);
        _caller.Wang.DeleteFolder(folder);
        var (third, _, _) = await _caller.ReadDeltaAsync(next);

        Assert.Equal(7, first.Count);
        Assert.Equal(("客户", _caller.Wang.Inbox.Id), (Assert.Single(second).GetProperty("displayName").GetString(), second[0].GetProperty("parentFolderId").GetString()));
        Assert.Equal(folder.Id, Assert.Single(third).GetProperty("id").GetString());
        Assert.True(third[0].TryGetProperty("@removed", out _));
    }
}
