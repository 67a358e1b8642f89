using System.Text;
using System.Text.Json;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Tests.MicrosoftGraph;

/// <summary>Others see as much of a mailbox as its rules and its owner show, whatever they ask and whoever they are.</summary>
public sealed class MailVisibilityTests(MailVisibilityTests.Mailboxes mailboxes) : IClassFixture<MailVisibilityTests.Mailboxes>
{
    private const string Open = GraphScene.Seller;
    private const string Half = GraphScene.Colleague;
    private const string Closed = "chen.siyuan@crmgraph.example";
    private const string Manager = "east.manager@crmgraph.example";
    private const string Admin = "admin@crmgraph.example";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private GraphScene Scene => mailboxes.Scene;

    [Theory]
    [InlineData(Admin, "全部", "全部", "全部的正文")]
    [InlineData(Manager, "全部", "全部", "全部的正文")]
    [InlineData(Admin, "主题", "主题", null)]
    [InlineData(Half, "主题", "主题", "主题的正文")]
    [InlineData(Admin, "bravo", "", null)]
    [InlineData(Manager, "bravo", "", null)]
    [InlineData(Closed, "bravo", "bravo", "bravo的正文")]
    [InlineData(Half, "同去", "同去", "同去的正文")]
    [InlineData(Admin, "同去", "", null)]
    [InlineData(Admin, "线索的会", "", null)]
    public async Task Texts_are_shown_or_hidden_on_every_way_to_an_activity(string who, string which, string subject, string? body)
    {
        var client = await Scene.Application.AsAsync(who);
        var activity = await Scene.ReadAsync(db => db.Activities.SingleAsync(a => a.Subject == which, Cancelled));
        var id = Id("Activity", activity.Id.Value);

        var answer = await client.QueryAsync(
            """
            query ($id: ID!, $lead: ID!, $deal: ID!, $account: ID!) {
              list: activities(first: 50, where: { origin: { eq: MICROSOFT_GRAPH } }) { nodes { ...texts } }
              activity(id: $id) { ...texts }
              node(id: $id) { ...texts }
              opportunity(id: $deal) { activities(first: 50) { nodes { ...texts } } }
              account(id: $account) { activities(first: 50) { nodes { ...texts } } }
              lead(id: $lead) { activities { nodes { ...texts } } }
            }
            fragment texts on Activity { id subject body location }
            """,
            new { id, lead = Id("Lead", mailboxes.Lead), deal = Id("Opportunity", Scene.Deal.Id.Value), account = Id("Account", Scene.Account.Id.Value) });

        List<JsonElement> found = [];
        Collect(answer, id, found);
        Assert.Equal(activity.LeadId is null ? 5 : 4, found.Count);
        Assert.All(found, a => Assert.Equal((subject, body), (a.GetProperty("subject").GetString(), a.GetProperty("body").GetString())));
        Assert.All(found, a => Assert.Equal(body is null || activity.Location is null, a.GetProperty("location").ValueKind == JsonValueKind.Null));
    }

    [Theory]
    [InlineData("subject: { eq: \"alpha\" }", 0)]
    [InlineData("subject: { in: [\"alpha\", \"bravo\"] }", 0)]
    [InlineData("subject: { startsWith: \"al\" }", 0)]
    [InlineData("subject: { endsWithIgnoreCase: \"PHA\" }", 0)]
    [InlineData("subject: { neq: \"alpha\" }", 5)]
    [InlineData("subject: { ncontains: \"a\" }", 5)]
    [InlineData("or: [{ subject: { contains: \"lph\" } }, { kind: { eq: CALL } }]", 0)]
    [InlineData("body: { contains: \"的正文\" }", 0)]
    [InlineData("body: { ncontains: \"alpha\" }", 5)]
    [InlineData("location: { contains: \"密室\" }", 0)]
    [InlineData("outcome: { contains: \"成果\" }", 0)]
    public async Task What_is_hidden_cannot_be_guessed_by_a_filter(string filter, int others)
    {
        var query = $"{{ activities(where: {{ owner: {{ email: {{ eq: \"{Closed}\" }} }}, origin: {{ eq: MICROSOFT_GRAPH }}, {filter} }}) {{ totalCount nodes {{ id }} }} }}";

        var seen = await (await Scene.Application.AsAsync(Closed)).QueryAsync(query);
        var hidden = await (await Scene.Application.AsAsync(Admin)).QueryAsync(query);

        Assert.InRange(seen.GetProperty("activities").GetProperty("totalCount").GetInt32(), 1, 5);
        Assert.Equal(others, hidden.GetProperty("activities").GetProperty("totalCount").GetInt32());
    }

    [Theory]
    [InlineData("some: { body: { eq: \"bravo的正文\" } }")]
    [InlineData("some: { subject: { contains: \"lph\" } }")]
    [InlineData("some: { outcome: { startsWith: \"成果\" } }")]
    public async Task What_is_hidden_cannot_be_guessed_by_what_it_belongs_to(string filter)
    {
        var query = $"{{ opportunities(where: {{ activities: {{ {filter} }} }}) {{ nodes {{ name }} }} accounts(where: {{ activities: {{ {filter} }} }}) {{ totalCount }} }}";

        Assert.Equal("""{"opportunities":{"nodes":[{"name":"一期"}]},"accounts":{"totalCount":1}}""", (await (await Scene.Application.AsAsync(Closed)).QueryAsync(query)).GetRawText());
        Assert.Equal("""{"opportunities":{"nodes":[]},"accounts":{"totalCount":0}}""", (await (await Scene.Application.AsAsync(Admin)).QueryAsync(query)).GetRawText());
    }

    [Fact]
    public async Task What_is_hidden_cannot_be_guessed_by_order_cursors_or_search()
    {
        var (admin, owner) = (await Scene.Application.AsAsync(Admin), await Scene.Application.AsAsync(Closed));
        async Task<List<string>> OrderAsync(CrmClient client, string order)
        {
            var page = (await client.QueryAsync(
                $"{{ activities(where: {{ owner: {{ email: {{ eq: \"{Closed}\" }} }}, origin: {{ eq: MICROSOFT_GRAPH }}, kind: {{ eq: EMAIL }} }}, order: [{order}]) {{ edges {{ cursor node {{ id }} }} }} }}")).GetProperty("activities");
            if (client != owner) Assert.DoesNotContain(page.GetProperty("edges").EnumerateArray(), e => IsTold(e.GetProperty("cursor").GetString()!));
            return [.. page.GetProperty("edges").EnumerateArray().Select(e => e.GetProperty("node").GetProperty("id").GetString()!)];
        }
        const string Search = """{ alpha: search(text: "alpha") { __typename } bravo: search(text: "brav") { ... on Activity { subject } } }""";

        foreach (var text in new[] { "subject", "body", "location", "outcome", "purpose" })
        {
            Assert.Equal(await OrderAsync(admin, "{ kind: ASC }"), await OrderAsync(admin, $"{{ {text}: ASC }}"));
            Assert.Equal(await OrderAsync(admin, "{ kind: DESC }"), await OrderAsync(admin, $"{{ {text}: DESC }}"));
        }

        var known = await Scene.ReadAsync(db => db.Activities.Where(a => a.Subject != "").ToDictionaryAsync(a => Id("Activity", a.Id.Value), a => a.Subject, Cancelled));
        Assert.Equal(["alpha", "bravo", "charlie", "同去"], (await OrderAsync(owner, "{ subject: ASC }")).Select(id => known[id]));
        Assert.Equal("""{"alpha":[],"bravo":[]}""", (await admin.QueryAsync(Search)).GetRawText());
        Assert.Equal("""{"alpha":[{"__typename":"Activity"}],"bravo":[{"subject":"bravo"}]}""", (await owner.QueryAsync(Search)).GetRawText());
    }

    [Fact]
    public async Task To_hide_texts_costs_the_same_number_of_statements_for_few_and_for_many()
    {
        async Task<int> CountAsync(int first)
        {
            var admin = await Scene.Application.AsAsync(Admin);
            Scene.Application.Statements.Take();
            var seen = await admin.QueryAsync($"{{ activities(first: {first}, where: {{ owner: {{ email: {{ eq: \"{Closed}\" }} }}, origin: {{ eq: MICROSOFT_GRAPH }}, kind: {{ eq: EMAIL }} }}) {{ nodes {{ subject body purpose outcome location opportunity {{ activities(first: 20) {{ nodes {{ subject body }} }} }} }} }} }}");
            Assert.Equal(first, seen.GetProperty("activities").GetProperty("nodes").GetArrayLength());
            return Scene.Application.Statements.Take().Count(s => s.Contains("Activit", StringComparison.Ordinal));
        }

        var few = await CountAsync(1);

        Assert.Equal(few, await CountAsync(4));
        Assert.InRange(few, 2, 9);
    }

    [Fact]
    public async Task Neither_the_log_of_events_nor_what_is_made_of_it_holds_a_text()
    {
        var seller = await Scene.Application.AsAsync(Closed);
        var meeting = await Scene.ReadAsync(db => db.Activities.SingleAsync(a => a.Subject == "线索的会", Cancelled));
        var admin = await Scene.Application.AsAsync(Admin);
        var cursor = (await admin.QueryAsync("{ eventCursor }")).GetProperty("eventCursor").GetString();
        using var stream = await admin.SubscribeAsync(
            "subscription ($after: String) { events(types: [ACTIVITY_UPDATED, ACTIVITY_COMPLETED], after: $after) { ... on CrmEvent { type data changes { field before after } subject { ... on Activity { subject body outcome location } } } } }",
            new { after = cursor });

        await seller.QueryAsync(
            "mutation ($input: CompleteActivityInput!) { completeActivity(input: $input) { errors { message } } }",
            new { input = new { id = Id("Activity", meeting.Id.Value), outcome = "成果机密" } });
        var told = (await stream.NextAsync()).GetProperty("data").GetProperty("events");
        var behaviours = (await admin.QueryAsync("query ($id: ID!) { lead(id: $id) { behaviours { kind detail } } }", new { id = Id("Lead", mailboxes.Lead) })).GetProperty("lead").GetProperty("behaviours");

        Assert.Equal("ACTIVITY_COMPLETED", told.GetProperty("type").GetString());
        Assert.Equal("""{"subject":"","body":null,"outcome":null,"location":null}""", told.GetProperty("subject").GetRawText());
        Assert.DoesNotContain("机密", told.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(told.GetProperty("changes").EnumerateArray(), c => c.GetProperty("field").GetString() == "completedAt");
        Assert.Equal("""[{"kind":"meeting","detail":null}]""", behaviours.GetRawText());
        var log = await Scene.ReadAsync(db => db.Events.Where(e => e.At >= Given.Now).Select(e => e.Data + e.Changes).ToListAsync(Cancelled));
        Assert.NotEmpty(log);
        Assert.DoesNotContain(log, e => Words.Any(w => e.Contains(w, StringComparison.Ordinal)) || e.Contains("机密", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_owner_alone_says_how_much_of_one_activity_is_shown_and_never_more_than_the_mailbox_shows()
    {
        async Task<string> SetAsync(string who, string subject, string visibility)
        {
            var activity = await Scene.ReadAsync(db => db.Activities.Where(a => a.Subject == subject).Select(a => a.Id).SingleAsync(Cancelled));
            var answer = await (await Scene.Application.AsAsync(who)).QueryAsync(
                "mutation ($input: SetActivityVisibilityInput!) { setActivityVisibility(input: $input) { activity { visibility } errors { code path } } }",
                new { input = new { activityId = Id("Activity", activity.Value), visibility } });
            return answer.GetProperty("setActivityVisibility").GetRawText();
        }
        async Task<string> SeenAsync() => (await (await Scene.Application.AsAsync(Admin)).QueryAsync(
            $"{{ activities(where: {{ owner: {{ email: {{ eq: \"{Open}\" }} }}, location: {{ neq: \"\" }}, origin: {{ eq: MICROSOFT_GRAPH }}, kind: {{ eq: MEETING }} }}) {{ nodes {{ subject body }} }} }}")).GetProperty("activities").GetProperty("nodes").GetRawText();

        var before = await SeenAsync();
        var byManager = await SetAsync(Manager, "自定", "METADATA");
        var toSubject = await SetAsync(Open, "自定", "SUBJECT");
        var asSubject = await SeenAsync();
        var toMetadata = await SetAsync(Open, "自定", "METADATA");
        var asMetadata = await SeenAsync();
        // a change of the item does not show again what its owner has hidden
        Scene.Mailbox.MoveEvent(Scene.Mailbox.Events.Single(), Given.Now.AddDays(4));
        await Scene.SyncAsync();
        var afterChange = await SeenAsync();
        var back = await SetAsync(Open, "自定", "EVERYTHING");
        var tooMuch = await SetAsync(Closed, "charlie", "SUBJECT");

        Assert.Equal("""[{"subject":"自定","body":"自定的正文"}]""", before);
        Assert.Equal("""{"activity":null,"errors":[{"code":"FORBIDDEN","path":["activityId"]}]}""", byManager);
        Assert.Equal("""{"activity":{"visibility":"SUBJECT"},"errors":[]}""", toSubject);
        Assert.Equal("""[{"subject":"自定","body":null}]""", asSubject);
        Assert.Equal("""{"activity":{"visibility":"METADATA"},"errors":[]}""", toMetadata);
        Assert.Equal("""[{"subject":"","body":null}]""", asMetadata);
        Assert.Equal(asMetadata, afterChange);
        Assert.Equal("""{"activity":{"visibility":"EVERYTHING"},"errors":[]}""", back);
        Assert.Equal("""{"activity":null,"errors":[{"code":"VALIDATION","path":["visibility"]}]}""", tooMuch);
    }

    [Fact]
    public async Task Rules_that_become_stricter_hold_for_what_is_stored_and_laxer_ones_do_not()
    {
        Dictionary<string, string?> settings = [];
        await using var scene = await GraphScene.StartAsync(all => settings = all, fill: graph =>
        {
            foreach (var subject in new[] { "甲", "乙" }) graph.Mailbox(GraphScene.Seller).Receive(GraphScene.Customer, subject, "正文");
        });
        await scene.SettleAsync();
        async Task<string> SeenAsync() => string.Join(' ', (await scene.ActivitiesAsync()).Select(a => $"{a.Visibility}/{a.VisibilityLimit}"));
        async Task<string> RestartAsync(string visibility)
        {
            settings["Connectors:MicrosoftGraph:Visibility"] = visibility;
            await scene.RestartAsync();
            await scene.SyncAsync();
            return await SeenAsync();
        }
        await scene.ReadAsync(db => db.Activities.Where(a => a.Subject == "乙").ExecuteUpdateAsync(a => a.SetProperty(x => x.Visibility, Domain.Activities.ActivityVisibility.Metadata), Cancelled));

        Assert.Equal("Metadata/Everything Everything/Everything", await SeenAsync());
        Assert.Equal("Metadata/Subject Subject/Subject", await RestartAsync("Subject"));
        Assert.Equal("Metadata/Subject Subject/Subject", await RestartAsync("Everything"));
    }

    private static readonly string[] Words = ["全部", "主题的", "alpha", "bravo", "charlie", "同去", "线索的会", "密室", "自定", "成果"];

    private static bool IsTold(string cursor)
    {
        var padded = cursor.Replace('-', '+').Replace('_', '/').PadRight((cursor.Length + 3) / 4 * 4, '=');
        var text = cursor + Encoding.UTF8.GetString(Convert.FromBase64String(padded));
        return Words.Any(w => text.Contains(w, StringComparison.Ordinal));
    }

    private static void Collect(JsonElement json, string id, List<JsonElement> found)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in json.EnumerateArray()) Collect(item, id, found);
        }
        else if (json.ValueKind == JsonValueKind.Object)
        {
            if (json.TryGetProperty("id", out var its) && its.GetString() == id) found.Add(json);
            foreach (var property in json.EnumerateObject()) Collect(property.Value, id, found);
        }
    }

    private static string Id(string type, Guid id) => GraphQL.Configuration.NodeId.Encode(type, id);

    /// <summary>Three mailboxes of one team, each with rules of its own.</summary>
    public sealed class Mailboxes : IAsyncLifetime
    {
        internal GraphScene Scene { get; private set; } = null!;

        internal Guid Lead { get; private set; }

        public async ValueTask InitializeAsync()
        {
            const string Section = "Connectors:MicrosoftGraph:Mailboxes";
            Scene = await GraphScene.StartAsync(
                settings =>
                {
                    settings.Remove($"{Section}:0");
                    (settings[$"{Section}:0:Address"], settings[$"{Section}:0:Visibility"]) = (Open, "everything");
                    (settings[$"{Section}:1:Address"], settings[$"{Section}:1:Visibility"]) = (Half, "Subject");
                    (settings[$"{Section}:2:Address"], settings[$"{Section}:2:Visibility"]) = (Closed, "Metadata");
                },
                fill: graph =>
                {
                    graph.Mailbox(Half);
                    graph.Mailbox(Closed);
                });
            Lead = (await Scene.LeadAsync("线索甲", "someone@newlead.example")).Id.Value;
            var (open, half, closed) = (Scene.Mailbox, Scene.Emulator.Mailbox(Half), Scene.Emulator.Mailbox(Closed));
            open.Receive(GraphScene.Customer, "全部", "全部的正文", at: Given.Now.AddHours(-9));
            open.AddEvent("自定", Given.Now.AddDays(3), attendees: [GraphScene.Customer], body: "自定的正文", location: "会议室");
            half.Receive(GraphScene.Customer, "主题", "主题的正文", at: Given.Now.AddHours(-8));
            // in an order that is not theirs by the alphabet
            foreach (var subject in new[] { "bravo", "charlie", "alpha" }) closed.Receive(GraphScene.Customer, subject, $"{subject}的正文", at: Given.Now.AddHours(-7));
            closed.Receive(GraphScene.Customer, "同去", "同去的正文", cc: [Half], to: [Closed], at: Given.Now.AddHours(-6));
            closed.AddEvent("线索的会", Given.Now.AddDays(2), attendees: ["someone@newlead.example"], body: "线索的会的正文", location: "密室");
            await Scene.SyncAsync();
            var bravo = await Scene.ReadAsync(db => db.Activities.SingleAsync(a => a.Subject == "bravo", Cancelled));
            await (await Scene.Application.AsAsync(Closed)).QueryAsync(
                "mutation ($input: UpdateActivityInput!) { updateActivity(input: $input) { errors { message } } }", new { input = new { id = Id("Activity", bravo.Id.Value), outcome = "成果机密" } });
        }

        public ValueTask DisposeAsync() => Scene.DisposeAsync();
    }
}
