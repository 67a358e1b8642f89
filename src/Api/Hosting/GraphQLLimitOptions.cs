using System.ComponentModel.DataAnnotations;

namespace CrmGraph.Api.Hosting;

/// <summary>
/// What the section <c>GraphQL</c> says about documents and their execution. The same section also holds the limits of the
/// transports, see <see cref="GraphQL.AspNetCore.GraphQLServerOptions"/>.
/// </summary>
internal sealed class GraphQLLimitOptions
{
    /// <summary>Whether callers may introspect the schema. Anonymous callers may not, but for the schema's text in Development.</summary>
    /// <value>Default: true.</value>
    public bool Introspection { get; set; } = true;

    /// <summary>Levels of fields in an operation.</summary>
    /// <value>Default: 15.</value>
    [Range(1, 1000)]
    public int MaxDepth { get; set; } = 15;

    /// <summary>Fields with an alias in an operation.</summary>
    /// <value>Default: 500.</value>
    [Range(0, 1_000_000)]
    public int MaxAliases { get; set; } = 500;

    /// <summary>Fields in an operation.</summary>
    /// <value>Default: 20,000.</value>
    [Range(1, 1_000_000)]
    public int MaxFields { get; set; } = 20_000;

    /// <summary>Tokens of a document.</summary>
    /// <value>Default: 20,000.</value>
    [Range(10, 10_000_000)]
    public int MaxTokens { get; set; } = 20_000;

    /// <summary>Bytes of a document.</summary>
    /// <value>Default: 1 MiB.</value>
    [Range(100, 1 << 30)]
    public int MaxDocumentBytes { get; set; } = 1 << 20;

    /// <summary>How long an operation, or the execution of one event, may take.</summary>
    /// <value>Default: 15 seconds. Range: 100 milliseconds to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a mutation may take: an import takes longer than a read may.</summary>
    /// <value>Default: 2 minutes. Range: 100 milliseconds to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan MutationTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How many documents with their plans are kept.</summary>
    /// <value>Default: 1,024.</value>
    [Range(1, 1_000_000)]
    public int DocumentCacheSize { get; set; } = 1024;
}
