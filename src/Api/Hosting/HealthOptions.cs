using System.ComponentModel.DataAnnotations;

namespace CrmGraph.Api.Hosting;

/// <summary>When a node is not ready (<c>Health</c>).</summary>
internal sealed class HealthOptions
{
    /// <summary>Whether a node is ready only while it reaches the bus. It serves without: events wait in the log, and nodes see each other's half a second later.</summary>
    /// <value>Default: true.</value>
    public bool RequireBus { get; set; } = true;

    /// <summary>A node that has so many events of the log before it is not ready: its subscribers are behind.</summary>
    /// <value>Default: 10,000.</value>
    [Range(1, long.MaxValue, ErrorMessage = "{0} must be at least 1 (events).")]
    public long MaxTailLag { get; set; } = 10_000;

    /// <summary>Nodes are not ready while an event has been waiting for longer than this to be published on the bus.</summary>
    /// <value>Default: 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00", ErrorMessage = "{0} must be a time span from 00:00:01 to 365.00:00:00.")]
    public TimeSpan MaxBusLag { get; set; } = TimeSpan.FromMinutes(5);
}
