using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation.Rules.Overlapping;

/// <summary>What makes two fields the same: arguments and the shape of the type. Counts its steps.</summary>
internal sealed class FieldComparison
{
    /// <summary>Nodes and types compared so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether two fields have the same arguments in any order.</summary>
    public bool SameArguments(ImmutableArray<ArgumentNode> a, ImmutableArray<ArgumentNode> b)
    {
        if (a.Length != b.Length)
            return false;
        for (var i = 0; i < a.Length; i++)
        {
            // Mostly they come in the same order.
            var other = a[i].Name.Value == b[i].Name.Value ? b[i] : Find(b, a[i].Name.Value);
            if (other is null || !SameValue(a[i].Value, other.Value))
                return false;
        }

        return true;
    }

    /// <summary>Whether values of both types can never stand at the same place of a response (spec 5.3.2, SameResponseShape).</summary>
    public bool TypesConflict(GraphQLType a, GraphQLType b)
    {
        Steps++;
        if (ReferenceEquals(a, b))
            return false;
        return (a, b) switch
        {
            (ListType x, ListType y) => TypesConflict(x.OfType, y.OfType),
            (ListType, _) or (_, ListType) => true,
            (NonNullType x, NonNullType y) => TypesConflict(x.OfType, y.OfType),
            (NonNullType, _) or (_, NonNullType) => true,
            _ => a.IsLeaf || b.IsLeaf,
        };
    }

    private ArgumentNode? Find(ImmutableArray<ArgumentNode> arguments, string name)
    {
        foreach (var argument in arguments)
        {
            Steps++;
            if (argument.Name.Value == name)
                return argument;
        }

        return null;
    }

    private bool SameValue(ValueNode a, ValueNode b)
    {
        Steps++;
        return (a, b) switch
        {
            (VariableNode x, VariableNode y) => x.Name.Value == y.Name.Value,
            (IntValueNode x, IntValueNode y) => x.Value == y.Value,
            (FloatValueNode x, FloatValueNode y) => x.Value == y.Value,
            (StringValueNode x, StringValueNode y) => x.IsBlock == y.IsBlock && x.Value == y.Value,
            (BooleanValueNode x, BooleanValueNode y) => x.Value == y.Value,
            (EnumValueNode x, EnumValueNode y) => x.Value == y.Value,
            (NullValueNode, NullValueNode) => true,
            (ListValueNode x, ListValueNode y) => SameItems(x.Items, y.Items),
            (ObjectValueNode x, ObjectValueNode y) => SameFields(x.Fields, y.Fields),
            _ => false,
        };
    }

    private bool SameItems(ImmutableArray<ValueNode> a, ImmutableArray<ValueNode> b)
    {
        if (a.Length != b.Length)
            return false;
        for (var i = 0; i < a.Length; i++)
        {
            if (!SameValue(a[i], b[i]))
                return false;
        }

        return true;
    }

    private bool SameFields(ImmutableArray<ObjectFieldNode> a, ImmutableArray<ObjectFieldNode> b)
    {
        if (a.Length != b.Length)
            return false;
        var sameOrder = true;
        for (var i = 0; i < a.Length && sameOrder; i++)
            sameOrder = a[i].Name.Value == b[i].Name.Value;
        if (!sameOrder)
        {
            Steps += a.Length;
            a = Sorted(a);
            b = Sorted(b);
        }

        for (var i = 0; i < a.Length; i++)
        {
            if (a[i].Name.Value != b[i].Name.Value || !SameValue(a[i].Value, b[i].Value))
                return false;
        }

        return true;
    }

    private static ImmutableArray<ObjectFieldNode> Sorted(ImmutableArray<ObjectFieldNode> fields) =>
        [.. fields.OrderBy(f => f.Name.Value, StringComparer.Ordinal)];
}
