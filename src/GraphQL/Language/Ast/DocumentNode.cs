using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A document: executable definitions, type-system definitions or both (spec 2.2).</summary>
/// <param name="source">The text it was parsed from; offsets of all nodes refer to it.</param>
/// <param name="definitions">All definitions in source order.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class DocumentNode(SourceText source, ImmutableArray<DefinitionNode> definitions, int start, int end)
    : SyntaxNode(SyntaxKind.Document, start, end)
{
    /// <summary>The text it was parsed from; offsets of all nodes refer to it.</summary>
    public SourceText Source { get; } = source;

    /// <summary>All definitions in source order.</summary>
    public ImmutableArray<DefinitionNode> Definitions { get; } = definitions;
}
