using System.Net;
using System.Net.Sockets;

namespace CrmGraph.Connectors.Webhooks;

/// <summary>
/// Connects to endpoints. The address that was checked is the one that is connected to, so a name that resolves to something else a
/// moment later gains nothing.
/// </summary>
internal static class WebhookConnections
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>A client for one endpoint: no redirects, no cookies, and no proxy, since behind one the address could not be checked.</summary>
    internal static HttpClient Open(bool allowPrivate)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = Lifetime,
            MaxResponseHeadersLength = 32,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, allowPrivate, cancellationToken),
        };
        // the connector has a time limit of its own
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowPrivate, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        var allowed = Array.FindAll(addresses, a => TargetAddresses.Allows(a, allowPrivate));
        if (allowed.Length == 0) throw new RefusedAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The name of an endpoint resolves to addresses only that it may not have.</summary>
internal sealed class RefusedAddressException() : Exception("The address is not public; Connectors:Webhooks:<key>:AllowPrivateNetworks allows private and loopback ones.");
