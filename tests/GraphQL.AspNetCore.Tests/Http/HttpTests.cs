using System.Net;
using System.Text;
using System.Text.Json;
using CrmGraph.Testing.Transports;

namespace CrmGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class HttpTests : IAsyncLifetime
{
    private const string Plain = "application/json; charset=utf-8";
    private const string GraphQL = "application/graphql-response+json; charset=utf-8";
    private const string Hello = """{"query":"{ hello }"}""";
    private const string HelloAnswer = """{"data":{"hello":"world"}}""";

    private TransportHost host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TransportHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(null, Plain)]
    [InlineData("*/*", Plain)]
    [InlineData("application/*", Plain)]
    [InlineData("application/json", Plain)]
    [InlineData("application/json; charset=utf-8", Plain)]
    [InlineData("application/graphql-response+json", GraphQL)]
    [InlineData("application/graphql-response+json, application/json", GraphQL)]
    [InlineData("application/json, application/graphql-response+json", Plain)]
    [InlineData("application/json;q=0.5, application/graphql-response+json", GraphQL)]
    [InlineData("application/json;q=0, */*", GraphQL)]
    [InlineData("application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed", GraphQL)]
    public async Task The_answer_has_the_content_type_that_is_preferred(string? accept, string contentType)
    {
        var answer = await PostAsync(Hello, accept);

        Assert.Equal((HttpStatusCode.OK, contentType, HelloAnswer), answer.Summary);
        Assert.Equal(HelloAnswer.Length, answer.Length);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml, text/plain;q=0.5")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json;q=0")]
    [InlineData("application/graphql-response+json;q=0.0")]
    public async Task What_cannot_be_answered_with_is_not_acceptable(string accept)
    {
        var answer = await PostAsync(Hello, accept);

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.Status);
        Assert.Equal("BAD_REQUEST", answer.ErrorCode);
    }

    [Theory]
    [InlineData("""{"query":"{"}""", "GRAPHQL_PARSE_FAILED")]
    [InlineData("""{"query":"{ unknown }"}""", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("""{"query":"query ($t: String!) { echo(text: $t) }"}""", "BAD_USER_INPUT")]
    [InlineData("""{"query":"query A { hello } query B { hello }"}""", "BAD_USER_INPUT")]
    public async Task A_refused_document_is_200_as_plain_JSON_and_400_as_GraphQL_JSON(string body, string code)
    {
        var plain = await PostAsync(body, "application/json");
        var graphQL = await PostAsync(body, "application/graphql-response+json");

        Assert.Equal((HttpStatusCode.OK, Plain), (plain.Status, plain.ContentType));
        Assert.Equal((HttpStatusCode.BadRequest, GraphQL), (graphQL.Status, graphQL.ContentType));
        Assert.Equal(code, plain.ErrorCode);
        Assert.Equal(plain.Body, graphQL.Body);
        Assert.False(JsonDocument.Parse(plain.Body).RootElement.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task A_field_error_is_200_and_hides_what_is_ours()
    {
        var answer = await PostAsync("""{"query":"{ broken hello }"}""", "application/graphql-response+json");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("INTERNAL_SERVER_ERROR", answer.ErrorCode);
        Assert.DoesNotContain("a secret of ours", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"not JSON")]
    [InlineData("{\"query\":\"{ hello }\"} trailing")]
    [InlineData("null")]
    [InlineData("\"{ hello }\"")]
    [InlineData("{}")]
    [InlineData("{\"qeury\":\"{ hello }\"}")]
    [InlineData("{\"query\":null}")]
    [InlineData("{\"query\":1}")]
    [InlineData("{\"query\":[\"{ hello }\"]}")]
    [InlineData("{\"query\":\"{ hello }\",\"operationName\":{}}")]
    [InlineData("{\"query\":\"{ hello }\",\"variables\":[]}")]
    [InlineData("{\"query\":\"{ hello }\",\"variables\":\"{}\"}")]
    [InlineData("{\"query\":\"{ hello }\",\"extensions\":false}")]
    [InlineData("{\"query\":\"\\uD800\"}")]
    [InlineData("{\"query\":\"{ hello }\",\"variables\":{\"a\":[\"\\uDC00\"]}}")]
    [InlineData("{\"query\":\"{ hello }\",\"variables\":{\"\\uD800\":1}}")]
    public async Task A_body_that_is_no_request_is_400(string body)
    {
        var answer = await PostAsync(body, "application/json");

        Assert.Equal((HttpStatusCode.BadRequest, Plain, "BAD_REQUEST"), (answer.Status, answer.ContentType, answer.ErrorCode));
    }

    [Fact]
    public async Task A_batch_is_refused_with_a_message_that_says_so()
    {
        var answer = await PostAsync($"[{Hello},{Hello}]", "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("""{"errors":[{"message":"Batches are not supported: send one operation per request.","extensions":{"code":"BAD_REQUEST"}}]}""", answer.Body);
    }

    [Theory]
    [InlineData("""{"query":"{ hello }","operationName":null,"variables":null,"extensions":null,"more":[{"a":1}]}""")]
    [InlineData("""{"extensions":{"some":"value"},"variables":{},"operationName":"","query":"{ hello }"}""")]
    [InlineData("""{"query":"{ he\u006Clo }"}""")]
    public async Task Absent_null_and_unknown_parameters_are_fine(string body)
    {
        var answer = await PostAsync(body, "application/json");

        Assert.Equal((HttpStatusCode.OK, Plain, HelloAnswer), answer.Summary);
    }

    [Theory]
    [InlineData("Ünïcödé 客户 🏃")]
    [InlineData("quotes \" and \\ and \n and \u2028")]
    public async Task Variables_come_back_as_they_were_sent(string text)
    {
        var answer = await PostAsync(JsonSerializer.Serialize(new { query = "query ($t: String) { echo(text: $t) }", variables = new { t = text } }), "application/json");

        Assert.Equal(text, JsonDocument.Parse(answer.Body).RootElement.GetProperty("data").GetProperty("echo").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/graphql")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task Only_JSON_in_UTF_8_is_taken(string? contentType)
    {
        var answer = await PostAsync(Hello, "application/json", contentType);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "BAD_REQUEST"), (answer.Status, answer.ErrorCode));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("APPLICATION/JSON")]
    public async Task JSON_may_say_its_encoding(string contentType)
    {
        var answer = await PostAsync(Hello, "application/json", contentType);

        Assert.Equal(HelloAnswer, answer.Body);
    }

    [Fact]
    public async Task Invalid_UTF_8_is_400_wherever_it_stands()
    {
        byte[] body = [.. "{\"query\":\"{ hello }\",\"variables\":{\"a\":\""u8, 0xC3, 0x28, .. "\"}}"u8];

        var answer = await SendAsync(PostRequest(new ByteArrayContent(body), "application/json", "application/json"));

        Assert.Equal((HttpStatusCode.BadRequest, "BAD_REQUEST"), (answer.Status, answer.ErrorCode));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_405(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), host.GraphQL);

        var answer = await SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
        Assert.Equal("GET, POST", answer.Allow);
    }

    [Theory]
    [InlineData("?query=%7B%20hello%20%7D", HelloAnswer)]
    [InlineData("?query=query%20A%7Bhello%7D%20query%20B%7Bb%3Ahello%7D&operationName=B", """{"data":{"b":"world"}}""")]
    [InlineData("?query=query(%24t%3AString)%7Becho(text%3A%24t)%7D&variables=%7B%22t%22%3A%22a%22%7D&extensions=%7B%7D", """{"data":{"echo":"a"}}""")]
    public async Task Queries_go_by_GET(string queryString, string body)
    {
        var answer = await GetAsync(queryString);

        Assert.Equal((HttpStatusCode.OK, Plain, body), answer.Summary);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?query=")]
    [InlineData("?query=%7Bhello%7D&query=%7Bhello%7D")]
    [InlineData("?query=%7Bhello%7D&variables=%7B")]
    [InlineData("?query=%7Bhello%7D&variables=%7B%7D%7D")]
    [InlineData("?query=%7Bhello%7D&variables=%5B%5D")]
    [InlineData("?query=%7Bhello%7D&variables=%7B%7D%2C%22a%22%3A1")]
    [InlineData("?query=%7Bhello%7D&extensions=1")]
    public async Task A_query_string_that_is_no_request_is_400(string queryString)
    {
        var answer = await GetAsync(queryString);

        Assert.Equal((HttpStatusCode.BadRequest, "BAD_REQUEST"), (answer.Status, answer.ErrorCode));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    [InlineData("text/event-stream")]
    public async Task Mutations_do_not_go_by_GET(string accept)
    {
        var answer = await GetAsync("?query=mutation%7Bincrement(by%3A1)%7D", accept);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST", "BAD_REQUEST"), (answer.Status, answer.Allow, answer.ErrorCode));
    }

    [Fact]
    public async Task Mutations_go_by_POST()
    {
        var answer = await PostAsync("""{"query":"mutation { increment(by: 41) }"}""", "application/json");

        Assert.Equal((HttpStatusCode.OK, Plain, """{"data":{"increment":42}}"""), answer.Summary);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    public async Task Subscriptions_need_an_event_stream(string accept)
    {
        var answer = await PostAsync("""{"query":"subscription { ticks }"}""", accept);

        Assert.Equal((HttpStatusCode.NotAcceptable, "BAD_REQUEST"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_its_request()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var sending = host.Client.SendAsync(PostRequest(new StringContent("""{"query":"{ waiting }"}"""), "application/json", "application/json"), gone.Token);
        await host.Schema.OpenAsync(1, Cancelled);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await host.Schema.OpenAsync(0, Cancelled);
    }

    [Fact]
    public async Task Answers_are_not_kept_and_not_guessed_at()
    {
        using var response = await host.Client.SendAsync(PostRequest(new StringContent(Hello), "application/json", "application/json"), Cancelled);

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("Accept", response.Headers.Vary.Single());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    private Task<Answer> PostAsync(string body, string? accept, string? contentType = "application/json") =>
        SendAsync(PostRequest(new ByteArrayContent(Encoding.UTF8.GetBytes(body)), contentType, accept));

    private Task<Answer> GetAsync(string queryString, string accept = "application/json")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.GraphQL, queryString));
        request.Headers.Add("Accept", accept);
        return SendAsync(request);
    }

    private HttpRequestMessage PostRequest(HttpContent content, string? contentType, string? accept)
    {
        content.Headers.ContentType = null;
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        var request = new HttpRequestMessage(HttpMethod.Post, host.GraphQL) { Content = content };
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return request;
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await host.Client.SendAsync(request, Cancelled);
            return await Answer.OfAsync(response, Cancelled);
        }
    }
}
