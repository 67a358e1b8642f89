using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A field selection (spec 2.5).</summary>
/// <param name="alias">The alias, if any.</param>
/// <param name="name">Its name.</param>
/// <param name="arguments">Arguments in source order; empty if none.</param>
/// <param name="selectionSet">What it selects of the value; null for a leaf.</param>
/// <param name="directives">Directives in source order; empty if none.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class FieldNode(NameNode? alias, NameNode name, ImmutableArray<ArgumentNode> arguments, ImmutableArray<DirectiveNode> directives, SelectionSetNode? selectionSet, int start, int end)
    : SelectionNode(SyntaxKind.Field, directives, start, end)
{
    /// <summary>The alias, if any.</summary>
    public NameNode? Alias { get; } = alias;

    /// <summary>Its name.</summary>
    public NameNode Name { get; } = name;

    /// <summary>Arguments in source order; empty if none.</summary>
    public ImmutableArray<ArgumentNode> Arguments { get; } = arguments;

    /// <summary>What it selects of the value; null for a leaf.</summary>
    public SelectionSetNode? SelectionSet { get; } = selectionSet;

    /// <summary>The key of the field in the response: its alias, or else its name.</summary>
    public string ResponseName => Alias?.Value ?? Name.Value;
}
