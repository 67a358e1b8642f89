using System.Net;
using System.Text;
using CrmGraph.Testing.Transports;

namespace CrmGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class AccessTests : IAsyncLifetime
{
    private TransportHost host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TransportHost.StartAsync(options => options.Authenticate = (context, _, _) => ValueTask.FromResult(
        context.Request.Headers["X-Api-Key"].ToString() switch
        {
            "reader" => new ConnectionAccess { Caller = "reader", AllowIntrospection = false },
            "admin" => new ConnectionAccess { Caller = "admin" },
            "broken" => throw new InvalidOperationException("a secret of ours"),
            _ => ConnectionAccess.Refused("Send an API key."),
        }));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("application/json", "application/json; charset=utf-8")]
    [InlineData("application/graphql-response+json", "application/graphql-response+json; charset=utf-8")]
    [InlineData("text/event-stream", "application/json; charset=utf-8")]
    public async Task A_caller_that_is_refused_gets_401_with_an_error_body(string accept, string contentType)
    {
        var answer = await PostAsync("{ hello }", "nobody", accept);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal(contentType, answer.ContentType);
        Assert.Equal("""{"errors":[{"message":"Send an API key.","extensions":{"code":"UNAUTHENTICATED"}}]}""", answer.Body);
    }

    [Fact]
    public async Task The_caller_reaches_the_resolvers()
    {
        var answer = await PostAsync("{ caller }", "admin");

        Assert.Equal("""{"data":{"caller":"admin"}}""", answer.Body);
    }

    [Theory]
    [InlineData("nobody", HttpStatusCode.Unauthorized, "UNAUTHENTICATED")]
    [InlineData("admin", HttpStatusCode.RequestEntityTooLarge, "LIMIT_EXCEEDED")]
    public async Task A_body_is_looked_at_only_after_its_sender(string key, HttpStatusCode status, string code)
    {
        var answer = await PostAsync("{ hello }" + new string(' ', 2 << 20), key);

        Assert.Equal((status, code), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task Introspection_goes_by_caller()
    {
        var reader = await PostAsync("{ __schema { queryType { name } } }", "reader");
        var admin = await PostAsync("{ __schema { queryType { name } } }", "admin");

        Assert.Equal("FORBIDDEN", reader.ErrorCode);
        Assert.Equal("""{"data":{"__schema":{"queryType":{"name":"Query"}}}}""", admin.Body);
    }

    [Fact]
    public async Task A_fault_of_the_host_is_500_and_masked()
    {
        var answer = await PostAsync("{ hello }", "broken");

        Assert.Equal((HttpStatusCode.InternalServerError, "INTERNAL_SERVER_ERROR"), (answer.Status, answer.ErrorCode));
        Assert.DoesNotContain("secret", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", HttpStatusCode.Unauthorized, "UNAUTHENTICATED")]
    [InlineData("reader", HttpStatusCode.Forbidden, "FORBIDDEN")]
    public async Task The_schema_is_not_for_everybody(string key, HttpStatusCode status, string code)
    {
        var answer = await SchemaAsync(HttpMethod.Get, key);

        Assert.Equal((status, code), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task The_schema_is_served_as_SDL()
    {
        var answer = await SchemaAsync(HttpMethod.Get, "admin");

        Assert.Equal((HttpStatusCode.OK, "application/graphql; charset=utf-8"), (answer.Status, answer.ContentType));
        Assert.Contains("type Query {\n  hello: String!\n", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_is_read_only()
    {
        var answer = await SchemaAsync(HttpMethod.Post, "admin");

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, HEAD"), (answer.Status, answer.Allow));
    }

    private async Task<Answer> PostAsync(string query, string key, string accept = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, host.GraphQL);
        request.Content = new StringContent($"{{\"query\":\"{query}\"}}", Encoding.UTF8, "application/json");
        request.Headers.Add("Accept", accept);
        request.Headers.Add("X-Api-Key", key);
        using var response = await host.Client.SendAsync(request, Cancelled);
        return await Answer.OfAsync(response, Cancelled);
    }

    private async Task<Answer> SchemaAsync(HttpMethod method, string key)
    {
        using var request = new HttpRequestMessage(method, new Uri(host.Address, "/graphql/schema.graphql"));
        request.Headers.Add("X-Api-Key", key);
        using var response = await host.Client.SendAsync(request, Cancelled);
        return await Answer.OfAsync(response, Cancelled);
    }
}
