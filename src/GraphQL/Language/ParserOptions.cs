namespace CrmGraph.GraphQL.Language;

/// <summary>
/// What a document may cost before it is refused with <see cref="Errors.ErrorCodes.LimitExceeded"/>.
/// <see cref="int.MaxValue"/> switches a limit off.
/// </summary>
public sealed record ParserOptions
{
    /// <summary>Limits for documents from clients.</summary>
    public static ParserOptions Default { get; } = new();

    /// <summary>For text of our own, such as the schema: only the depth is limited, because depth costs stack.</summary>
    public static ParserOptions Trusted { get; } = new() { MaxTokens = int.MaxValue, MaxNodes = int.MaxValue, MaxBytes = int.MaxValue };

    /// <summary>
    /// Selection sets, list and object values and list types inside one another. A text that would exhaust the stack is refused
    /// even if this allows it.
    /// </summary>
    public int MaxDepth { get; init; } = 200;

    /// <summary>Tokens; comments, commas and white space do not count.</summary>
    public int MaxTokens { get; init; } = 20_000;

    /// <summary>Nodes of the syntax tree; names do not count.</summary>
    public int MaxNodes { get; init; } = 20_000;

    /// <summary>Bytes of UTF-8.</summary>
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>Whether definitions and extensions of types, directives and the schema are syntax at all. Validation refuses them in a request anyway.</summary>
    public bool AllowTypeSystem { get; init; } = true;
}
