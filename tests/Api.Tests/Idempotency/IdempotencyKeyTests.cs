using System.Net;
using CrmGraph.Domain.Security;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Idempotency;

/// <summary>The header Idempotency-Key over a real connection.</summary>
public sealed class IdempotencyKeyTests
{
    [Fact]
    public async Task A_repeat_gets_the_first_answer_byte_for_byte_and_changes_nothing()
    {
        await using var app = await CrmApplication.StartAsync();
        var (client, company) = (await app.AsAsync("wang.fang@crmgraph.example"), Customers.Customers.Unique("云帆"));
        var body = KeyedRequests.CreateLead(company);

        var first = await client.PostAsync(body, "key-1");
        app.Statements.Take();
        var second = await client.PostAsync(body, "key-1");

        Assert.Contains("\"errors\":[]", first.Body, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, false), (first.Status, first.IsReplay));
        Assert.Equal(first with { IsReplay = true }, second);
        // whatever the background does meanwhile
        Assert.Single(app.Statements.Take(), s => !s.Contains("\"Event", StringComparison.Ordinal));
        Assert.Equal(1, await CountAsync(app, company));
    }

    [Fact]
    public async Task How_the_same_request_is_written_does_not_matter()
    {
        await using var app = await CrmApplication.StartAsync();
        var (client, company) = (await app.AsAsync("wang.fang@crmgraph.example"), Customers.Customers.Unique("云帆"));
        var query = "mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } errors { code } } }";

        var first = await client.PostAsync($$$"""{"query":"{{{query}}}","variables":{"input":{"name":"a/b","company":"{{{company}}}","source":"website","employees":120 } } }""", "k");
        var second = await client.PostAsync($$$"""{ "operationName":null, "variables":{"input":{ "employees": 1.2e2,"source":"website", "company":"{{{company}}}","name":"a\/b" } },"query":"{{{query}}}","extensions":{"trace":"x"} }""", "k");

        Assert.Equal(first with { IsReplay = true }, second);
    }

    [Theory]
    [InlineData("\"variables\":{\"input\":{\"name\":\"李敏\"", "\"variables\":{\"input\":{\"name\":\"李敏敏\"")]
    [InlineData("lead { id version", "lead { id")]
    public async Task A_key_is_refused_for_anything_else(string asked, string instead)
    {
        await using var app = await CrmApplication.StartAsync();
        var (client, company) = (await app.AsAsync("wang.fang@crmgraph.example"), Customers.Customers.Unique("云帆"));
        var body = KeyedRequests.CreateLead(company);
        var first = await client.PostAsync(body, "k");

        var other = await client.PostAsync(body.Replace(asked, instead, StringComparison.Ordinal), "k");
        var plain = await client.PostAsync(body.Replace(asked, instead, StringComparison.Ordinal), "k", "application/json");
        var again = await client.PostAsync(body, "k");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (other.Status, plain.Status));
        Assert.Contains("\"code\":\"IDEMPOTENCY_KEY_REUSED\"", other.Body, StringComparison.Ordinal);
        Assert.Equal(other.Body, plain.Body);
        Assert.Equal(first with { IsReplay = true }, again);
        Assert.Equal(1, await CountAsync(app, company));
    }

    [Fact]
    public async Task Repeats_at_the_same_moment_wait_for_the_first_and_get_its_answer()
    {
        await using var app = await CrmApplication.StartAsync();
        var (client, company) = (await app.AsAsync("wang.fang@crmgraph.example"), Customers.Customers.Unique("云帆"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => client.PostAsync(KeyedRequests.CreateLead(company), "k")));

        Assert.Single(answers.Select(a => a.Body).Distinct());
        Assert.Equal(11, answers.Count(a => a.IsReplay));
        Assert.Equal(1, await CountAsync(app, company));
    }

    [Fact]
    public async Task A_key_belongs_to_the_user_and_to_the_program_that_uses_it()
    {
        await using var app = await CrmApplication.StartAsync();
        var user = await app.ReadAsync(db => db.Users.SingleAsync(u => u.Email == "wang.fang@crmgraph.example"));
        var (one, secret) = ApiKey.Issue("one", user.Role, user.Id, null, Given.Now);
        var (two, otherSecret) = ApiKey.Issue("two", user.Role, user.Id, null, Given.Now);
        await app.SaveAsync(one, two);
        CrmClient[] clients = [await app.AsAsync(user.Email), await app.AsAsync("li.haoran@crmgraph.example"), app.WithApiKey(secret), app.WithApiKey(otherSecret)];
        var company = Customers.Customers.Unique("云帆");

        var answers = new List<KeyedAnswer>();
        foreach (var client in clients) answers.Add(await client.PostAsync(KeyedRequests.CreateLead(company).Replace("\"source\"", "\"allowDuplicate\":true,\"source\"", StringComparison.Ordinal), "k"));

        Assert.DoesNotContain(answers, a => a.IsReplay);
        Assert.Equal(4, await CountAsync(app, company));
    }

    [Fact]
    public async Task A_refusal_is_an_answer_too()
    {
        await using var app = await CrmApplication.StartAsync();
        var client = await app.AsAsync("wang.fang@crmgraph.example");
        var body = KeyedRequests.CreateLead(Customers.Customers.Unique("云帆")).Replace("website", "no-such-source", StringComparison.Ordinal);

        var first = await client.PostAsync(body, "k");
        var second = await client.PostAsync(body, "k");

        Assert.Contains("\"lead\":null", first.Body, StringComparison.Ordinal);
        Assert.Equal(first with { IsReplay = true }, second);
    }

    [Fact]
    public async Task Of_two_fields_the_refused_one_takes_nothing_of_the_other_back()
    {
        await using var app = await CrmApplication.StartAsync();
        var (client, company) = (await app.AsAsync("wang.fang@crmgraph.example"), Customers.Customers.Unique("云帆"));
        var body = $$"""
            {"query":"mutation {
              a: createLead(input: { name: \"甲\", company: \"{{company}}\", source: \"website\" }) { lead { name owner { name } } errors { code } }
              b: createLead(input: { name: \"乙\", company: \"{{company}}\", source: \"nowhere\", allowDuplicate: true }) { lead { name } errors { code } }
              c: createLead(input: { name: \"丙\", company: \"{{company}}\", source: \"website\", allowDuplicate: true }) { lead { name } errors { code } } }"}
            """.ReplaceLineEndings(" ");

        var first = await client.PostAsync(body, "k");
        var second = await client.PostAsync(body, "k");

        Assert.Equal("""{"data":{"a":{"lead":{"name":"甲","owner":{"name":"王芳"}},"errors":[]},"b":{"lead":null,"errors":[{"code":"VALIDATION"}]},"c":{"lead":{"name":"丙"},"errors":[]}}}""", first.Body);
        Assert.Equal(first with { IsReplay = true }, second);
        Assert.Equal(2, await CountAsync(app, company));
    }

    [Fact]
    public async Task After_a_day_the_key_is_forgotten()
    {
        await using var app = await CrmApplication.StartAsync();
        var (client, company) = (await app.AsAsync("wang.fang@crmgraph.example"), Customers.Customers.Unique("云帆"));
        var body = KeyedRequests.CreateLead(company).Replace("\"source\"", "\"allowDuplicate\":true,\"source\"", StringComparison.Ordinal);
        var first = await client.PostAsync(body, "k");

        await AgeAsync(app, TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        var before = await client.PostAsync(body, "k");
        await AgeAsync(app, TimeSpan.FromTicks(1));
        var after = await client.PostAsync(body, "k");

        Assert.Equal((first with { IsReplay = true }, false), (before, after.IsReplay));
        Assert.Equal(2, await CountAsync(app, company));
    }

    [Fact]
    public async Task What_was_not_executed_uses_no_key()
    {
        await using var app = await CrmApplication.StartAsync();
        var (client, company) = (await app.AsAsync("wang.fang@crmgraph.example"), Customers.Customers.Unique("云帆"));
        var body = KeyedRequests.CreateLead(company);

        var malformed = await client.PostAsync(body.Replace("version", "no_such_field", StringComparison.Ordinal), "k");
        var unfit = await client.PostAsync(body.Replace("\"李敏\"", "5", StringComparison.Ordinal), "k");
        var proper = await client.PostAsync(body, "k");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (malformed.Status, unfit.Status));
        Assert.Equal((HttpStatusCode.OK, false), (proper.Status, proper.IsReplay));
        Assert.Equal(1, await CountAsync(app, company));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\tb")]
    [InlineData(null)]
    public async Task A_key_of_another_form_is_refused_for_mutations_and_ignored_for_queries(string? key)
    {
        await using var app = await CrmApplication.StartAsync();
        var client = await app.AsAsync("wang.fang@crmgraph.example");
        key ??= new string('k', 256);

        var mutation = await client.PostAsync(KeyedRequests.CreateLead(Customers.Customers.Unique()), key);
        var plain = await client.PostAsync(KeyedRequests.CreateLead(Customers.Customers.Unique()), key, "application/json");
        var query = await client.PostAsync("""{"query":"{ me { name } }"}""", key);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (mutation.Status, plain.Status));
        Assert.Contains("The header Idempotency-Key must be 1 to 255 printable ASCII characters.", mutation.Body, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, """{"data":{"me":{"name":"王芳"}}}"""), (query.Status, query.Body));
    }

    [Fact]
    public async Task Two_keys_are_one_too_many()
    {
        await using var app = await CrmApplication.StartAsync();
        var client = await app.AsAsync("wang.fang@crmgraph.example");
        var body = KeyedRequests.CreateLead(Customers.Customers.Unique());

        var different = await client.PostAsync(body.Insert(1, "\"extensions\":{\"idempotencyKey\":\"b\"},"), "a");

        Assert.Equal(HttpStatusCode.BadRequest, different.Status);
        Assert.Contains("differ; give one of them", different.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queries_take_no_notice_of_a_key()
    {
        await using var app = await CrmApplication.StartAsync();
        var client = await app.AsAsync("wang.fang@crmgraph.example");

        var first = await client.PostAsync("""{"query":"{ me { name } }"}""", "k");
        var other = await client.PostAsync("""{"query":"{ me { role } }"}""", "k");

        Assert.Equal(("""{"data":{"me":{"name":"王芳"}}}""", """{"data":{"me":{"role":"SALES_REP"}}}"""), (first.Body, other.Body));
        Assert.False(other.IsReplay);
    }

    [Fact]
    public async Task The_key_can_be_in_the_request_itself_over_a_WebSocket()
    {
        await using var app = await CrmApplication.StartAsync();
        var (client, company) = (await app.AsAsync("wang.fang@crmgraph.example"), Customers.Customers.Unique("云帆"));
        using var socket = await client.ConnectAsync();
        await socket.ReceiveAsync();
        var query = $"mutation {{ createLead(input: {{ name: \"李敏\", company: \"{company}\", source: \"website\" }}) {{ lead {{ id }} errors {{ code }} }} }}";

        var answers = new List<string>();
        foreach (var id in (string[])["1", "2"])
        {
            await socket.SendAsync(new { type = "subscribe", id, payload = new { query, extensions = new { idempotencyKey = "k" } } });
            answers.Add((await socket.NextAsync()).GetRawText());
            await socket.ReceiveAsync();
        }
        await socket.SendAsync(new { type = "subscribe", id = "3", payload = new { query = query.Replace("李敏", "李明", StringComparison.Ordinal), extensions = new { idempotencyKey = "k" } } });
        var refused = await socket.ReceiveAsync();
        await socket.SendAsync(new { type = "subscribe", id = "4", payload = new { query, extensions = new { idempotencyKey = 5 } } });
        var malformed = await socket.ReceiveAsync();

        Assert.Single(answers.Distinct());
        Assert.Equal(1, await CountAsync(app, company));
        Assert.Equal(("error", "IDEMPOTENCY_KEY_REUSED"), (refused.GetProperty("type").GetString(), refused.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString()));
        Assert.Equal("extensions.idempotencyKey must be a string of 1 to 255 printable ASCII characters.", malformed.GetProperty("payload")[0].GetProperty("message").GetString());
    }

    // instead of moving the clock, by which the host polls twice a second
    private static Task<int> AgeAsync(CrmApplication app, TimeSpan by) =>
        app.ReadAsync(db => db.Database.ExecuteSqlAsync($"""UPDATE "IdempotentAnswers" SET "CreatedAt" = "CreatedAt" - {by.Ticks}""", TestContext.Current.CancellationToken));

    private static Task<int> CountAsync(CrmApplication app, string company) => app.ReadAsync(db => db.Leads.CountAsync(l => l.Company == company));
}
