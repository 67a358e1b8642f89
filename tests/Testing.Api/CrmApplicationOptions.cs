using CrmGraph.Testing.Databases;

namespace CrmGraph.Testing;

/// <summary>What is special about a <see cref="CrmApplication"/>.</summary>
public sealed record CrmApplicationOptions
{
    /// <summary>Whether the database holds the demo; if not it is migrated and empty.</summary>
    public bool Demo { get; init; } = true;

    /// <summary>A database that several applications share; whoever made it disposes of it. By default each application has its own.</summary>
    public TestDatabase? Database { get; init; }

    /// <summary>The environment.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>The clock; by default one that stands still at <see cref="Given.Now"/>, the time at which the demo ends.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Takes everything that is logged; by default nobody does.</summary>
    public LogLines? Log { get; init; }

    /// <summary>Settings by their keys.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}
