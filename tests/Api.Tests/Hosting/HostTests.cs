using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Api.Tests.Hosting;

public sealed class HostTests
{
    private const string Introspection = "{ __schema { queryType { name } } }";
    private static readonly CrmApplicationOptions Empty = new() { Demo = false };

    [Fact]
    public async Task Health_is_told_to_everybody()
    {
        await using var app = await CrmApplication.StartAsync(Empty);

        using var live = await app.Anonymous.GetAsync("/health/live");
        using var ready = await app.Anonymous.GetAsync("/health/ready");

        Assert.Equal("""{"status":"live"}""", await live.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("""{"status":"ready","checks":{"database":"ok","bus":"ok","eventLog":"ok"}}""", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_root_sends_browsers_to_the_page_of_the_endpoint()
    {
        await using var app = await CrmApplication.StartAsync(Empty);

        using var root = await app.Anonymous.GetAsync("/", "text/html");
        using var page = await app.Anonymous.GetAsync("/graphql", "text/html");

        Assert.Equal("/graphql", root.Headers.Location?.OriginalString);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Development_hands_out_tokens_for_active_users()
    {
        await using var app = await CrmApplication.StartAsync();

        using var known = await PostTokenAsync(app, "wang.fang@crmgraph.example");
        using var unknown = await PostTokenAsync(app, "nobody@crmgraph.example");

        var token = (await known.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("token").GetString()!;
        Assert.Equal("王芳", (await app.WithToken(token).QueryAsync("{ me { name } }")).GetProperty("me").GetProperty("name").GetString());
        Assert.Equal((HttpStatusCode.NotFound, "application/json"), (unknown.StatusCode, unknown.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Production_hands_out_no_tokens_shows_no_page_and_hides_its_schema_from_strangers()
    {
        await using var app = await CrmApplication.StartAsync(new CrmApplicationOptions { Environment = "Production" });
        var admin = await app.AsAsync(Role.Admin);

        using var token = await PostTokenAsync(app, "wang.fang@crmgraph.example");
        using var page = await app.Anonymous.GetAsync("/graphql", "text/html,*/*");
        using var schema = await app.Anonymous.GetAsync("/graphql/schema.graphql");
        var stranger = await app.Anonymous.ExecuteAsync(Introspection);
        var known = await admin.QueryAsync(Introspection);

        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized],
            (HttpStatusCode[])[token.StatusCode, page.StatusCode, schema.StatusCode, stranger.Status]);
        Assert.Equal("Query", known.GetProperty("__schema").GetProperty("queryType").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Introspection_can_be_switched_off_for_everybody()
    {
        await using var app = await CrmApplication.StartAsync(new CrmApplicationOptions { Settings = new Dictionary<string, string?> { ["GraphQL:Introspection"] = "false" } });
        var admin = await app.AsAsync(Role.Admin);

        var answer = await admin.ExecuteAsync(Introspection);
        using var schema = await admin.GetAsync("/graphql/schema.graphql");

        Assert.Equal((string?[])["FORBIDDEN"], answer.Codes);
        Assert.Equal(HttpStatusCode.Forbidden, schema.StatusCode);
    }

    [Fact]
    public async Task In_Development_everybody_may_read_the_schema_as_text_and_nothing_else()
    {
        await using var app = await CrmApplication.StartAsync(Empty);

        using var schema = await app.Anonymous.GetAsync("/graphql/schema.graphql");
        var introspection = await app.Anonymous.ExecuteAsync(Introspection);

        Assert.Equal(HttpStatusCode.OK, schema.StatusCode);
        Assert.Equal((string?[])["UNAUTHENTICATED"], introspection.Codes);
    }

    [Fact]
    public async Task The_bootstrap_key_of_an_empty_database_acts_for_an_administrator_that_it_makes()
    {
        await using var app = await CrmApplication.StartAsync(new CrmApplicationOptions
        {
            Demo = false,
            Environment = "Production",
            Settings = new Dictionary<string, string?> { ["Security:BootstrapApiKey"] = "the-first-key" },
        });
        var client = app.WithApiKey("the-first-key");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => client.QueryAsync("{ me { id role } }")));

        var me = Assert.Single(answers.Select(a => a.GetProperty("me").GetRawText()).Distinct());
        Assert.Contains("\"ADMIN\"", me, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_come_from_the_section_GraphQL()
    {
        await using var app = await CrmApplication.StartAsync(new CrmApplicationOptions { Settings = new Dictionary<string, string?> { ["GraphQL:MaxDepth"] = "1" } });
        var admin = await app.AsAsync(Role.Admin);

        var answer = await admin.ExecuteAsync("{ me { name } }");

        Assert.Equal((string?[])["LIMIT_EXCEEDED"], answer.Codes);
    }

    [Fact]
    public async Task A_caller_who_was_here_a_moment_ago_costs_no_statement()
    {
        await using var app = await CrmApplication.StartAsync();
        var admin = await app.AsAsync(Role.Admin);
        await admin.QueryAsync("{ __typename }");
        app.Statements.Take();

        await admin.QueryAsync("{ __typename }");

        Assert.Empty(app.Statements.Take());
    }

    [Fact]
    public async Task A_host_that_stops_closes_its_WebSockets_with_1001()
    {
        await using var app = await CrmApplication.StartAsync();
        var admin = await app.AsAsync(Role.Admin);
        using var socket = await admin.ConnectAsync();
        await socket.ReceiveAsync();

        var stopping = app.StopAsync();
        var (code, _) = await socket.ClosedAsync();
        await stopping;

        Assert.Equal(1001, code);
    }

    private static Task<HttpResponseMessage> PostTokenAsync(CrmApplication app, string email) =>
        app.Anonymous.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/dev/token") { Content = JsonContent.Create(new { email }) });
}
