using System.ComponentModel.DataAnnotations;

namespace CrmGraph.Api.Hosting;

/// <summary>The section <c>Database</c>.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>Where the records are kept.</summary>
    /// <value>Default: Sqlite.</value>
    [AllowedValues("Sqlite", ErrorMessage = "{0} must be Sqlite.")]
    public string Provider { get; set; } = "Sqlite";

    /// <summary>Whether the start brings the database up to the newest migration. If not, a pending migration stops the start.</summary>
    /// <value>Default: true on SQLite.</value>
    public bool MigrateOnStart { get; set; } = true;
}
