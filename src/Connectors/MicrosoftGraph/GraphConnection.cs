using System.Net;
using Azure.Core;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions.Authentication;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>The official client over our own handler: the client's own one would try again by itself, and so hide what is going on.</summary>
internal sealed class GraphConnection : IDisposable
{
    private readonly HttpClient _http;
    private readonly TokenCredential _credential;

    public GraphConnection(IOptions<GraphOptions> options, TimeProvider time)
    {
        Addresses = GraphAddresses.Of(options.Value);
        _credential = GraphCredentials.Of(options.Value, Addresses, time);
        Handler = new GraphRequestHandler(options.Value, Addresses, _credential, time);
        // the handler has the time limit
        _http = new HttpClient(Handler) { Timeout = Timeout.InfiniteTimeSpan, DefaultRequestVersion = HttpVersion.Version11 };
        Client = new GraphServiceClient(_http, new AnonymousAuthenticationProvider(), Addresses.Base.ToString().TrimEnd('/'));
    }

    /// <summary>The client.</summary>
    internal GraphServiceClient Client { get; }

    /// <summary>Where it goes.</summary>
    internal GraphAddresses Addresses { get; }

    /// <summary>What requests pass.</summary>
    internal GraphRequestHandler Handler { get; }

    /// <summary>For what the client has no call that fits.</summary>
    internal HttpClient Http => _http;

    /// <summary>A link of an answer; refused if it leads elsewhere.</summary>
    internal string Checked(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri) && Addresses.Owns(uri) ? link : throw new HttpRequestException("A link of an answer leads elsewhere.");

    /// <inheritdoc/>
    public void Dispose()
    {
        Client.Dispose();
        _http.Dispose();
        (_credential as IDisposable)?.Dispose();
    }
}
