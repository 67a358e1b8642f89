using System.Net;
using System.Net.Sockets;

namespace CrmGraph.Connectors.Webhooks;

/// <summary>
/// Which addresses an endpoint may have. Whoever may configure an endpoint, or answers for its name, must not reach what only this
/// server can reach.
/// </summary>
internal static class TargetAddresses
{
    private static readonly IPNetwork[] Private =
    [
        .. Networks("10.0.0.0/8 127.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 ::1/128 fc00::/7"),
    ];

    // nobody's endpoint: "this network", link-local (cloud metadata), documentation, benchmarks, multicast and reserved ones
    private static readonly IPNetwork[] Never =
    [
        .. Networks("0.0.0.0/8 169.254.0.0/16 192.0.0.0/24 192.0.2.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"),
        .. Networks("::/128 fe80::/10 fec0::/10 ff00::/8 100::/64 2001:db8::/32 2001::/32 64:ff9b:1::/48 fd00:ec2::254/128"),
    ];

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an endpoint may have an address.</summary>
    /// <param name="address">The address that its name was resolved to.</param>
    /// <param name="allowPrivate">Whether private and loopback addresses are allowed.</param>
    internal static bool Allows(IPAddress address, bool allowPrivate)
    {
        var target = Inner(address);
        return !IsIn(Never, target) && (allowPrivate || !IsIn(Private, target));
    }

    private static bool IsIn(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, n => n.Contains(address));

    // an IPv6 address can hold the IPv4 address that is really reached
    private static IPAddress Inner(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address) || bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 && bytes[12] != 0) return new IPAddress(bytes.AsSpan(12, 4));
        return SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4)) : address;
    }

    private static IEnumerable<IPNetwork> Networks(string list) => list.Split(' ').Select(n => IPNetwork.Parse(n));
}
