using System.ComponentModel.DataAnnotations;

namespace CrmGraph.Api.Hosting;

/// <summary>The section <c>Demo</c>.</summary>
internal sealed class DemoOptions
{
    /// <summary>Whether the start fills an empty database with demo data.</summary>
    /// <value>Default: true in Development, else false.</value>
    public bool? Enabled { get; set; }

    /// <summary>How much demo data: 1 is about 300 leads and 200 opportunities; linear.</summary>
    /// <value>Default: 1. Range: 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int Scale { get; set; } = 1;
}
