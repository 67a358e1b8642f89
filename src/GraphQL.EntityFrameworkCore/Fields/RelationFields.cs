using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Connections;
using CrmGraph.GraphQL.EntityFrameworkCore.Querying;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Fields;

/// <summary>Makes fields of object types that lead to other rows.</summary>
internal static class RelationFields
{
    public static OutputField Reference<T, TTarget, TKey>(
        string name, Expression<Func<T, TKey>> foreignKey, QuerySource<TTarget> source, Expression<Func<TTarget, TKey>> key, string? description, bool? nullable, TypeRegistry types)
        where TTarget : class
    {
        var target = types.ObjectTypeOf(typeof(TTarget));
        var canBeNull = nullable ?? Comparison.CanBeNull(Unconverted(foreignKey).Type);
        return new OutputField(name, canBeNull ? target : new NonNullType(target), description: description)
        {
            Resolver = new ReferenceResolver<T, TTarget, TKey>(foreignKey, source, key, target),
        };
    }

    public static OutputField List<T, TChild, TKey>(
        string name, Expression<Func<T, TKey>> parentKey, QuerySource<TChild> source, Expression<Func<TChild, TKey>> childKey, ImmutableArray<Order<TChild>> order, string? description, TypeRegistry types)
        where TChild : class
    {
        var child = types.ObjectTypeOf(typeof(TChild));
        return new OutputField(name, new NonNullType(new ListType(new NonNullType(child))), description: description)
        {
            Resolver = new ListResolver<T, TChild, TKey>(parentKey, source, childKey, order, child),
        };
    }

    public static OutputField Connection<T, TChild, TKey>(
        string name, Expression<Func<T, TKey>> parentKey, QuerySource<TChild> source, Expression<Func<TChild, TKey>> childKey, IEnumerable<Order<TChild>> order, string? description, TypeRegistry types)
        where TChild : class
    {
        var child = types.ObjectTypeOf(typeof(TChild));
        var connection = ConnectionTypes.Of(child, types);
        var rows = new ConnectionSource<TChild>(child, source, order);
        return new OutputField(name, new NonNullType(connection), ConnectionTypes.Arguments(rows.Filter, rows.Sort, types), description)
        {
            Resolver = new ConnectionResolver<T, TChild, TKey>(parentKey, childKey, rows, child, connection),
        };
    }

    // Where the key of the target is not nullable and the foreign key is, C# has converted one of them.
    private static Expression Unconverted(LambdaExpression key) =>
        key.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : key.Body;
}
