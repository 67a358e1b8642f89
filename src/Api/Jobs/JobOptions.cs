using System.ComponentModel.DataAnnotations;

namespace CrmGraph.Api.Jobs;

/// <summary>The section <c>Jobs</c>: what the server does by itself, each on one node at a time.</summary>
internal sealed class JobOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Jobs";

    /// <summary>Whether this node runs jobs.</summary>
    /// <value>Default: true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>How often stagnant opportunities are looked for.</summary>
    /// <value>Default: 15 minutes. Range: 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StagnationInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often overdue activities and instalments are looked for.</summary>
    /// <value>Default: 15 minutes. Range: 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan OverdueInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often is forgotten what nobody can ask for any more: old events, answers to idempotency keys, alerts that were read.</summary>
    /// <value>Default: 1 hour. Range: 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RetentionInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long alerts are kept after they were read; at least as long as events are.</summary>
    /// <value>Default: 180 days. Range: 1 hour to 10 years.</value>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan ReadAlertRetention { get; set; } = TimeSpan.FromDays(180);

    /// <summary>How long after the start of the server jobs begin.</summary>
    /// <value>Default: 1 minute. Range: zero to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StartDelay { get; set; } = TimeSpan.FromMinutes(1);
}
