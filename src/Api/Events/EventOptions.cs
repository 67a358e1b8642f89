using System.ComponentModel.DataAnnotations;

namespace CrmGraph.Api.Events;

/// <summary>The section <c>Events</c>.</summary>
internal sealed class EventOptions
{
    /// <summary>How long the event log serves <c>after</c> cursors and webhooks that resume.</summary>
    /// <value>Default: 90 days (<c>90.00:00:00</c>). Range: 1 minute to 10 years.</value>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(90);
}
