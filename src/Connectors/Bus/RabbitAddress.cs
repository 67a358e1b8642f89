using System.Diagnostics.CodeAnalysis;

namespace CrmGraph.Connectors.Bus;

/// <summary>Where RabbitMQ is and how to sign in there. It does not show the password.</summary>
internal sealed class RabbitAddress
{
    /// <summary>How an address is written, for messages.</summary>
    internal const string Expected = "amqp://user:password@host:5672/vhost";

    private const int PlainPort = 5672;
    private const int TlsPort = 5671;

    private RabbitAddress(Uri uri)
    {
        var user = uri.UserInfo.Split(':', 2);
        UsesTls = uri.Scheme == "amqps";
        Host = uri.Host;
        Port = (ushort)(uri.Port > 0 ? uri.Port : UsesTls ? TlsPort : PlainPort);
        VirtualHost = uri.AbsolutePath is "/" or "" ? "/" : Uri.UnescapeDataString(uri.AbsolutePath[1..]);
        User = user[0] is "" ? "guest" : Uri.UnescapeDataString(user[0]);
        Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "guest";
    }

    internal string Host { get; }

    internal ushort Port { get; }

    internal string VirtualHost { get; }

    internal string User { get; }

    internal string Password { get; }

    internal bool UsesTls { get; }

    /// <summary>Reads an address; false if it is none.</summary>
    internal static bool TryParse(string? text, [NotNullWhen(true)] out RabbitAddress? address)
    {
        address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0) return false;
        if (uri.AbsolutePath.Count(c => c == '/') > 1 || uri.Query.Length > 0 || uri.Fragment.Length > 0) return false;
        address = new RabbitAddress(uri);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";
}
