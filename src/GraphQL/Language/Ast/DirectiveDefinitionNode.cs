using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Language.Ast;

/// <summary>A directive definition (spec 3.13).</summary>
/// <param name="description">The description in front of it, if any.</param>
/// <param name="name">Its name.</param>
/// <param name="arguments">Its arguments; empty if none.</param>
/// <param name="isRepeatable">Whether it may stand more than once at one place.</param>
/// <param name="locations">The places where it may stand.</param>
/// <param name="start">Byte offset of its first token.</param>
/// <param name="end">Byte offset behind its last token.</param>
public sealed class DirectiveDefinitionNode(StringValueNode? description, NameNode name, ImmutableArray<InputValueDefinitionNode> arguments, bool isRepeatable, ImmutableArray<NameNode> locations, int start, int end)
    : DefinitionNode(SyntaxKind.DirectiveDefinition, start, end)
{
    /// <summary>The description in front of it, if any.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>Its name.</summary>
    public NameNode Name { get; } = name;

    /// <summary>Its arguments; empty if none.</summary>
    public ImmutableArray<InputValueDefinitionNode> Arguments { get; } = arguments;

    /// <summary>Whether it may stand more than once at one place.</summary>
    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>The places where it may stand.</summary>
    public ImmutableArray<NameNode> Locations { get; } = locations;
}
