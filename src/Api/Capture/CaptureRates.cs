using System.Net;
using System.Net.Sockets;
using CrmGraph.Domain.Leads.Capture;

namespace CrmGraph.Api.Capture;

/// <summary>
/// Counts submissions per minute of the clock, per form and per form and address. What is refused does not count. Addresses of IPv6
/// count by their first 64 bits: a household has all the others.
/// </summary>
internal sealed class CaptureRates(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(CaptureFormId Form, string? Address), int> _counts = [];
    private long _minute;

    /// <summary>Lets a submission in, or tells how long to wait.</summary>
    internal TimeSpan? Enter(CaptureForm form, IPAddress? address)
    {
        var ticks = time.GetUtcNow().UtcTicks;
        var minute = ticks / TimeSpan.TicksPerMinute;
        var (all, own) = ((form.Id, (string?)null), (form.Id, NetworkOf(address)));
        lock (_gate)
        {
            if (minute != _minute)
            {
                // so the table never holds more than forms let in within a minute
                _counts.Clear();
                _minute = minute;
            }
            if (_counts.GetValueOrDefault(all) >= form.MaxPerForm || _counts.GetValueOrDefault(own) >= form.MaxPerAddress)
                return TimeSpan.FromTicks((minute + 1) * TimeSpan.TicksPerMinute - ticks);
            _counts[all] = _counts.GetValueOrDefault(all) + 1;
            _counts[own] = _counts.GetValueOrDefault(own) + 1;
            return null;
        }
    }

    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}
