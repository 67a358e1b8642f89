namespace CrmGraph.GraphQL.Errors;

/// <summary>A place in a document, both numbers from 1 (spec 7.1.2).</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The column, in UTF-16 code units.</param>
public readonly record struct SourceLocation(int Line, int Column);
