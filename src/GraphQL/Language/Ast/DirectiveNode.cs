using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>The use of a directive (spec 2.13).</summary>
/// <param name="name">Its name.</param>
/// <param name="arguments">Arguments in source order; empty if none.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class DirectiveNode(NameNode name, ImmutableArray<ArgumentNode> arguments, int start, int end)
    : SyntaxNode(SyntaxKind.Directive, start, end)
{
    /// <summary>Its name.</summary>
    public NameNode Name { get; } = name;

    /// <summary>Arguments in source order; empty if none.</summary>
    public ImmutableArray<ArgumentNode> Arguments { get; } = arguments;
}
