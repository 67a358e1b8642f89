using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Execution.Planning;

/// <summary>The field nodes of one response name.</summary>
internal struct CollectedField(string responseName, FieldNode first)
{
    private ImmutableArray<FieldNode>.Builder? merged;

    public string ResponseName { get; } = responseName;

    public FieldNode First { get; } = first;

    public readonly ImmutableArray<FieldNode> Nodes => merged is null ? [First] : merged.ToImmutable();

    public void Merge(FieldNode node)
    {
        if (merged is null)
        {
            merged = ImmutableArray.CreateBuilder<FieldNode>();
            merged.Add(First);
        }

        merged.Add(node);
    }
}
