using System.Net.Http.Json;
using System.Text.Json;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;
using CrmGraph.Persistence.Sqlite;
using CrmGraph.Persistence.Sync;
using CrmGraph.Testing;
using CrmGraph.Testing.Databases;
using CrmGraph.Testing.Emulators.MicrosoftGraph;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmGraph.Chaos;

/// <summary>The server is killed while Microsoft Graph has its requests; the next one finishes what was begun, once.</summary>
public sealed class GraphKillTests
{
    private const string Mail = "mutation ($input: SendEmailInput!) { sendEmail(input: $input) { activity { id } errors { code message } } }";
    private const string Meeting = "mutation ($input: ScheduleMeetingInput!) { scheduleMeeting(input: $input) { activity { id } errors { code message } } }";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_being_sent_when_the_server_was_killed_is_sent_once_and_comes_back_as_what_it_is()
    {
        await using var graph = await GraphEmulator.StartAsync();
        await using var database = new SqliteFile();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(new EventNames(NodeId.Encode)).AddCrmSqlite(database.ConnectionString).BuildServiceProvider();
        // whose request is kept waiting: that with the draft, that with the sending before and after it took effect, that with the meeting
        Sender[] senders =
        [
            new("draft@crmgraph.example", "草稿", false, graph.Faults.HoldNext(line => IsOf(line, "draft", "/messages"), takesEffect: true)),
            new("before@crmgraph.example", "未发出", false, graph.Faults.HoldNext(line => IsOf(line, "before", "/send"), takesEffect: false)),
            new("after@crmgraph.example", "已发出", false, graph.Faults.HoldNext(line => IsOf(line, "after", "/send"), takesEffect: true)),
            new("meeting@crmgraph.example", "启动会", true, graph.Faults.HoldNext(line => IsOf(line, "meeting", "/events"), takesEffect: true)),
        ];
        var (deal, contact) = await FillAsync(services, graph, senders);
        await using var node = new Node(1, Settings(database, graph, senders));
        await node.StartAsync(Cancelled);
        foreach (var sender in senders) await EnterAsync(node, sender, deal, contact);
        foreach (var sender in senders) await sender.Held.Come.WaitAsync(TimeSpan.FromMinutes(1), Cancelled);

        await node.KillAsync();
        await ForgetDeadNodeAsync(services);
        await node.StartAsync(Cancelled);
        await UntilAsync(services, node, async db => await db.OutgoingItems.AllAsync(o => o.State == OutgoingState.Sent, Cancelled));
        await ReadAgainAsync(services);
        await UntilAsync(services, node, async db => await db.ImportedItems.CountAsync(Cancelled) == senders.Length);

        foreach (var sender in senders)
        {
            var mailbox = graph.Mailbox(sender.Address);
            Assert.Equal(sender.IsMeeting ? [] : [sender.Subject], mailbox.Messages.Select(m => m.Subject));
            Assert.All(mailbox.Messages, m => Assert.Equal((mailbox.SentItems, false), (m.Folder, m.IsDraft)));
            Assert.Equal(sender.IsMeeting ? [sender.Subject] : [], mailbox.Events.Select(e => e.Subject));
        }
        await using var db = Open(services);
        var activities = await db.Activities.AsNoTracking().ToListAsync(Cancelled);
        Assert.Equal(senders.Select(s => s.Subject).Order(StringComparer.Ordinal), activities.Select(a => a.Subject).Order(StringComparer.Ordinal));
        Assert.All(activities, a => Assert.Equal((SendingState.Sent, MatchReason.OwnMessage, deal), (a.Sending, a.MatchReason, a.OpportunityId)));
        Assert.Empty(graph.Breaches);
    }

    private static bool IsOf(string line, string sender, string end) => line.StartsWith($"POST /users/{sender}%40", StringComparison.OrdinalIgnoreCase) && line.EndsWith(end, StringComparison.Ordinal);

    private static CrmDbContext Open(ServiceProvider services) => services.GetRequiredService<IDbContextFactory<CrmDbContext>>().CreateDbContext();

    private static async Task<(OpportunityId Deal, ContactId Contact)> FillAsync(ServiceProvider services, GraphEmulator graph, IReadOnlyList<Sender> senders)
    {
        await using var db = Open(services);
        await DatabaseDialect.Of(db).MigrateAsync(db, TimeProvider.System, Cancelled);
        var pipeline = Given.Pipeline();
        var boss = Given.User(Role.Admin);
        var account = Given.Account(boss);
        var contact = Given.Contact(account);
        var deal = Given.Opportunity(account, pipeline, boss);
        db.AddRange(pipeline, boss, account, contact, deal);
        foreach (var sender in senders)
        {
            var user = Given.User(Role.Admin, email: sender.Address);
            var (key, secret) = ApiKey.Issue(sender.Subject, Role.Admin, user.Id, null, TimeProvider.System.GetUtcNow());
            sender.ApiKey = secret;
            db.AddRange(user, key);
            graph.Mailbox(sender.Address);
        }
        await db.SaveChangesAsync(Cancelled);
        return (deal.Id, contact.Id);
    }

    private static async Task EnterAsync(Node node, Sender sender, OpportunityId deal, ContactId contact)
    {
        var (opportunityId, contactId) = (NodeId.Encode(nameof(Opportunity), deal.Value), NodeId.Encode(nameof(Contact), contact.Value));
        var at = TimeProvider.System.GetUtcNow().AddDays(1);
        object input = sender.IsMeeting
            ? new { subject = sender.Subject, startAt = at, endAt = at.AddHours(1), opportunityId, participantIds = new[] { contactId } }
            : new { subject = sender.Subject, body = "见附件", opportunityId, toContactIds = new[] { contactId } };
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, "/graphql")) { Content = JsonContent.Create(new { query = sender.IsMeeting ? Meeting : Mail, variables = new { input } }) };
        request.Headers.Add("X-Api-Key", sender.ApiKey);
        using var answer = await http.SendAsync(request, Cancelled);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        var payload = JsonElement.Parse(text).GetProperty("data").GetProperty(sender.IsMeeting ? "scheduleMeeting" : "sendEmail");
        Assert.True(payload.GetProperty("errors").GetArrayLength() == 0, text);
    }

    // what only waits for a time need not be waited for: the lease of the node that is gone, and the steps that it took
    private static async Task ForgetDeadNodeAsync(ServiceProvider services)
    {
        await using var db = Open(services);
        await db.OutgoingItems.ExecuteUpdateAsync(o => o.SetProperty(x => x.NextAttemptAt, Given.Now.AddYears(-1)), Cancelled);
        await db.Database.ExecuteSqlAsync($"""UPDATE "Leases" SET "Until" = (SELECT MIN("NextAttemptAt") FROM "OutgoingItems")""", Cancelled);
    }

    private static async Task ReadAgainAsync(ServiceProvider services)
    {
        await using var db = Open(services);
        await db.SyncSources.ExecuteUpdateAsync(s => s.SetProperty(x => x.NextAt, Given.Now.AddYears(-1)), Cancelled);
    }

    private static async Task UntilAsync(ServiceProvider services, Node node, Func<CrmDbContext, Task<bool>> isSo)
    {
        for (var tries = 0; ; tries++)
        {
            await using var db = Open(services);
            if (await isSo(db)) return;
            if (tries > 600) Assert.Fail($"{string.Join("; ", await db.OutgoingItems.Select(o => $"{o.Mailbox} {o.State} {o.LastError}").ToListAsync(Cancelled))}\n{node.Output}");
            await Task.Delay(100, Cancelled);
        }
    }

    private static Dictionary<string, string> Settings(SqliteFile database, GraphEmulator graph, IReadOnlyList<Sender> senders)
    {
        const string Section = "Connectors__MicrosoftGraph__";
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Database__Provider"] = "Sqlite",
            ["ConnectionStrings__Crm"] = database.ConnectionString,
            ["Jobs__Enabled"] = "false",
            [$"{Section}Enabled"] = "true",
            [$"{Section}BaseUrl"] = graph.BaseUrl,
            [$"{Section}TokenUrl"] = graph.TokenUrl,
            [$"{Section}TenantId"] = graph.Options.TenantId,
            [$"{Section}ClientId"] = graph.Options.ClientId,
            [$"{Section}ClientSecret"] = graph.Options.ClientSecret,
        };
        foreach (var (i, sender) in senders.Index()) settings[$"{Section}Mailboxes__{i}"] = sender.Address;
        return settings;
    }

    /// <summary>Somebody who sends something, and whose request is kept waiting.</summary>
    private sealed record Sender(string Address, string Subject, bool IsMeeting, HeldRequest Held)
    {
        internal string ApiKey { get; set; } = "";
    }
}
