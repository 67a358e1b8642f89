using System.Collections.Immutable;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Resolvers;

namespace CrmGraph.GraphQL.Execution.Planning;

/// <summary>
/// A field of the response at one place of the operation: all selections of one response name, merged (spec 6.3.2).
/// Made once per plan and shared by all requests that run it.
/// </summary>
public sealed class FieldSelection
{
    internal FieldSelection(
        OperationPlan plan, ObjectType declaringType, FieldTemplate template, string responseName, ImmutableArray<FieldNode> nodes, object?[]? constantArguments, SelectionSetTable? children)
    {
        Plan = plan;
        Id = plan.NextSelectionId();
        DeclaringType = declaringType;
        Template = template;
        ResponseName = responseName;
        Nodes = nodes;
        ConstantArguments = constantArguments;
        Children = children;
        DoesWork = template.Field.Resolver is not (null or PureResolver);
        NeedsFetch = DoesWork || ChildrenNeedFetch;
    }

    /// <summary>The plan it belongs to.</summary>
    public OperationPlan Plan { get; }

    /// <summary>The object type whose field it is.</summary>
    public ObjectType DeclaringType { get; }

    /// <summary>The field.</summary>
    public OutputField Field => Template.Field;

    /// <summary>Its key in the response.</summary>
    public string ResponseName { get; }

    /// <summary>The merged nodes in document order.</summary>
    public ImmutableArray<FieldNode> Nodes { get; }

    /// <summary>
    /// Where a <see cref="ProjectedRow"/> holds the value of this field; −1 if the data source did not fetch it. Set once by the
    /// data source when it first sees the selection set.
    /// </summary>
    public int Slot { get; set; } = -1;

    /// <summary>Where a <see cref="ProjectedRow"/> holds what the field's resolver requires, in the order of <see cref="FieldResolver.Requirements"/>.</summary>
    public ImmutableArray<int> RequirementSlots { get; set; } = [];

    /// <summary>A number unique within the plan.</summary>
    internal int Id { get; }

    internal FieldTemplate Template { get; }

    /// <summary>The coerced arguments if they contain no variable.</summary>
    internal object?[]? ConstantArguments { get; }

    /// <summary>What is selected of the value; null for a leaf.</summary>
    internal SelectionSetTable? Children { get; }

    /// <summary>Whether the resolver does work and therefore runs in the fetch phase.</summary>
    internal bool DoesWork { get; }

    /// <summary>Whether something below the value does work.</summary>
    internal bool ChildrenNeedFetch => Children is { NeedsFetch: true };

    /// <summary>Whether the fetch phase has to come by.</summary>
    internal bool NeedsFetch { get; }

    /// <summary>What is selected of a value of an object type; made when it is first asked for.</summary>
    /// <exception cref="InvalidOperationException">The field is a leaf.</exception>
    public SelectionSet SelectionsFor(ObjectType type) =>
        (Children ?? throw new InvalidOperationException($"{DeclaringType.Name}.{Field.Name} has no selections: it is a leaf.")).For(type);
}
