using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CrmGraph.Testing.Transports;

namespace CrmGraph.GraphQL.AspNetCore.Tests.Http;

public sealed class HttpLimitTests : IAsyncLifetime
{
    private const int Limit = 1 << 20;

    private TransportHost host = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TransportHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_body_at_the_limit_is_read_and_one_byte_more_is_413()
    {
        var atLimit = await SendAsync(new ByteArrayContent(PaddedTo(Limit)));
        var above = await SendAsync(new ByteArrayContent(PaddedTo(Limit + 1)));

        Assert.Equal("""{"data":{"hello":"world"}}""", atLimit.Body);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "LIMIT_EXCEEDED"), (above.Status, above.ErrorCode));
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_cut_off_at_the_limit()
    {
        var answer = await SendAsync(new ChunkedContent(PaddedTo(Limit + 1)));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "LIMIT_EXCEEDED"), (answer.Status, answer.ErrorCode));
    }

    [Theory]
    [InlineData("{\"query\":\"{ hello }\",\"variables\":{\"a\":", "[")]
    [InlineData("{\"query\":\"{ hello }\",\"variables\":{\"a\":", "{\"a\":")]
    [InlineData("{\"query\":\"{ hello }\",\"ignored\":", "[")]
    [InlineData("", "[")]
    public async Task Nested_JSON_gets_a_prompt_400(string start, string nesting)
    {
        var body = start + string.Concat(Enumerable.Repeat(nesting, (Limit - start.Length) / nesting.Length));
        var watch = Stopwatch.StartNew();

        var answer = await SendAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(body)));

        Assert.Equal((HttpStatusCode.BadRequest, "BAD_REQUEST"), (answer.Status, answer.ErrorCode));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
    }

    [Theory]
    [InlineData(62, HttpStatusCode.OK)]
    [InlineData(63, HttpStatusCode.BadRequest)]
    public async Task JSON_may_be_nested_64_levels_deep(int lists, HttpStatusCode status)
    {
        var body = "{\"query\":\"{ hello }\",\"variables\":{\"a\":" + new string('[', lists) + new string(']', lists) + "}}";

        var answer = await SendAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(body)));

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("{ ")]
    [InlineData("{hello(a:[")]
    public async Task Nested_documents_get_a_prompt_error_and_the_server_lives(string nesting)
    {
        var query = string.Concat(Enumerable.Repeat(nesting, (Limit - 100) / nesting.Length));
        var watch = Stopwatch.StartNew();

        var answer = await SendAsync(new ByteArrayContent(Encoding.UTF8.GetBytes($"{{\"query\":\"{query}\"}}")));
        var after = await SendAsync(new ByteArrayContent("{\"query\":\"{ hello }\"}"u8.ToArray()));

        Assert.Contains("\"errors\"", answer.Body, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
        Assert.Equal("""{"data":{"hello":"world"}}""", after.Body);
    }

    [Fact]
    public async Task A_body_that_arrives_byte_by_byte_is_read()
    {
        var text = "query ($t: String) { echo(text: $t) }";
        var body = Encoding.UTF8.GetBytes($"{{\"query\":\"{text}\",\"variables\":{{\"t\":\"客户 🏃\\n\"}}}}");

        var answer = await SendAsync(new ChunkedContent(body, chunk: 1));

        Assert.Equal("""{"data":{"echo":"客户 🏃\n"}}""", answer.Body);
    }

    [Fact]
    public async Task A_compressed_body_is_415()
    {
        var content = new ByteArrayContent("{\"query\":\"{ hello }\"}"u8.ToArray());
        content.Headers.ContentEncoding.Add("gzip");

        var answer = await SendAsync(content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.Status);
    }

    private static byte[] PaddedTo(int length)
    {
        var start = "{\"query\":\"{ hello }\"}"u8;
        var body = new byte[length];
        Array.Fill(body, (byte)' ');
        start.CopyTo(body);
        return body;
    }

    private async Task<Answer> SendAsync(HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, host.GraphQL) { Content = content };
        using var response = await host.Client.SendAsync(request, Cancelled);
        return await Answer.OfAsync(response, Cancelled);
    }

    private sealed class ChunkedContent(byte[] body, int chunk = 16_384) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var at = 0; at < body.Length; at += chunk)
            {
                await stream.WriteAsync(body.AsMemory(at, Math.Min(chunk, body.Length - at)));
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
