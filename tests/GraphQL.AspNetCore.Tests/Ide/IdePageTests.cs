using System.Net;
using CrmGraph.Testing.Transports;

namespace CrmGraph.GraphQL.AspNetCore.Tests.Ide;

public sealed class IdePageTests : IDisposable
{
    private const string BrowserAccept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private readonly string webRoot = Directory.CreateTempSubdirectory("crmgraph-ide-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(webRoot, recursive: true);

    [Fact]
    public async Task Without_a_build_the_page_says_what_to_install()
    {
        await using var host = await TransportHost.StartAsync();

        var (status, contentType, body) = await GetAsync(host, "/graphql");

        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8"), (status, contentType));
        Assert.Contains("Node.js 20.19 or newer", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_gets_the_page_and_its_files()
    {
        Directory.CreateDirectory(Path.Combine(webRoot, "graphql", "ide", "assets"));
        await File.WriteAllTextAsync(Path.Combine(webRoot, "graphql", "ide", "index.html"), "<p>built</p>", Cancelled);
        await File.WriteAllTextAsync(Path.Combine(webRoot, "graphql", "ide", "assets", "index-1.js"), "void 0;", Cancelled);
        await using var host = await TransportHost.StartAsync(webRoot: webRoot);

        var page = await GetAsync(host, "/graphql");
        var script = await GetAsync(host, "/graphql/ide/assets/index-1.js");
        var missing = await GetAsync(host, "/graphql/ide/assets/none.js");

        Assert.Equal((HttpStatusCode.OK, "text/html; charset=utf-8", "<p>built</p>"), page);
        Assert.Equal((HttpStatusCode.OK, "text/javascript", "void 0;"), script);
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
    }

    [Fact]
    public async Task Without_the_IDE_a_browser_gets_what_everybody_gets()
    {
        await using var host = await TransportHost.StartAsync(options => options.Ide = false);

        var answer = await GetAsync(host, "/graphql");

        Assert.Equal((HttpStatusCode.BadRequest, "application/json; charset=utf-8"), (answer.Status, answer.ContentType));
    }

    private static async Task<(HttpStatusCode Status, string? ContentType, string Body)> GetAsync(TransportHost host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, path));
        request.Headers.Add("Accept", BrowserAccept);
        using var response = await host.Client.SendAsync(request, Cancelled);
        return (response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync(Cancelled));
    }
}
