using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.EntityFrameworkCore.Nodes;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore;

/// <summary>Fields of object types that lead to other rows of a database.</summary>
public static class ObjectTypeDescriptorExtensions
{
    /// <summary>
    /// The field <c>id: ID!</c>, which makes the type a <c>Node</c>, and where <c>node</c>, <c>nodes</c> and references to nodes
    /// (<see cref="NodeReference"/>) find its objects. It takes the place of <see cref="ObjectTypeDescriptor{T}.Id"/>.
    /// </summary>
    /// <param name="descriptor">The type.</param>
    /// <param name="key">The id.</param>
    /// <param name="source">The rows that the caller sees.</param>
    /// <param name="successors">Which objects go by ids under which nothing is found; <c>node</c>, <c>nodes</c> and single look-ups ask it.</param>
    public static ObjectTypeDescriptor<T> Node<T, TKey>(
        this ObjectTypeDescriptor<T> descriptor, Expression<Func<T, TKey>> key, QuerySource<T> source, SuccessorSource<TKey>? successors = null)
        where T : class
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        descriptor.Id(key);
        return descriptor.AddField(types =>
        {
            types.Shared<NodeSources>().Add(new NodeSource<T, TKey>(types.ObjectTypeOf(typeof(T)), key, source, successors));
            return null;
        });
    }

    /// <summary>
    /// A stored value that only some callers see: null for all others, who can neither filter nor sort by it (FORBIDDEN).
    /// </summary>
    /// <param name="descriptor">The type.</param>
    /// <param name="fieldName">The name.</param>
    /// <param name="column">The value.</param>
    /// <param name="scalar">The name of its scalar.</param>
    /// <param name="mayRead">Tells whether the caller of a request sees it.</param>
    /// <param name="description">The description.</param>
    public static ObjectTypeDescriptor<T> Guarded<T, TValue>(
        this ObjectTypeDescriptor<T> descriptor, string fieldName, Expression<Func<T, TValue>> column, string scalar, Func<RequestContext, bool> mayRead, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return descriptor.AddField(types => new OutputField(
            fieldName, types.Find(scalar) ?? throw new ArgumentException($"There is no scalar {scalar}.", nameof(scalar)), description: description)
        {
            Resolver = new GuardedColumnResolver<T, TValue>(column) { MayRead = mayRead },
        });
    }

    /// <summary>
    /// A to-one relation. It is joined (LEFT JOIN) into the statement that reads the parents; for parents that are objects in memory
    /// one statement reads what all of them refer to.
    /// </summary>
    /// <param name="descriptor">The type.</param>
    /// <param name="fieldName">The name.</param>
    /// <param name="foreignKey">What the parent holds of the target.</param>
    /// <param name="source">The targets that the caller sees.</param>
    /// <param name="key">What the target is found by; unique.</param>
    /// <param name="description">The description.</param>
    /// <param name="nullable">Whether there may be no target; by default whether the foreign key may be null.</param>
    public static ObjectTypeDescriptor<T> Reference<T, TTarget, TKey>(
        this ObjectTypeDescriptor<T> descriptor,
        string fieldName,
        Expression<Func<T, TKey>> foreignKey,
        QuerySource<TTarget> source,
        Expression<Func<TTarget, TKey>> key,
        string? description = null,
        bool? nullable = null)
        where TTarget : class
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(foreignKey);
        return descriptor.AddField(types => RelationFields.Reference(fieldName, foreignKey, source, key, description, nullable, types));
    }

    /// <summary>
    /// A relation to an object of any node type (<c>subject: Node</c>). One query per type reads what all parents refer to; what the
    /// caller does not see is null.
    /// </summary>
    /// <param name="descriptor">The type.</param>
    /// <param name="fieldName">The name.</param>
    /// <param name="typeName">The name of the object's type.</param>
    /// <param name="id">The UUID of the object.</param>
    /// <param name="description">The description.</param>
    /// <param name="nullable">Whether there may be no object that the caller sees.</param>
    public static ObjectTypeDescriptor<T> NodeReference<T>(
        this ObjectTypeDescriptor<T> descriptor,
        string fieldName,
        Expression<Func<T, string?>> typeName,
        Expression<Func<T, Guid?>> id,
        string? description = null,
        bool nullable = true)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return descriptor.AddField(types => new OutputField(
            fieldName, nullable ? NodeFields.Interface(types) : new NonNullType(NodeFields.Interface(types)), description: description)
        {
            Resolver = new NodeReferenceResolver(types.Shared<NodeSources>(), typeName, id),
        });
    }

    /// <summary>A to-many relation as a whole list (<c>stages: [Stage!]!</c>), for relations that stay short. One statement reads the lists of all parents.</summary>
    /// <param name="descriptor">The type.</param>
    /// <param name="fieldName">The name.</param>
    /// <param name="parentKey">What the children hold of the parent.</param>
    /// <param name="source">The children that the caller sees.</param>
    /// <param name="childKey">The same in the children.</param>
    /// <param name="order">How a list is sorted; at least one key.</param>
    /// <param name="description">The description.</param>
    public static ObjectTypeDescriptor<T> List<T, TChild, TKey>(
        this ObjectTypeDescriptor<T> descriptor,
        string fieldName,
        Expression<Func<T, TKey>> parentKey,
        QuerySource<TChild> source,
        Expression<Func<TChild, TKey>> childKey,
        Order<TChild>[] order,
        string? description = null)
        where TChild : class
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return descriptor.AddField(types => RelationFields.List(fieldName, parentKey, source, childKey, [.. order], description, types));
    }

    /// <summary>A many-to-many relation as a whole list, over a table of links. One statement reads the lists of all parents.</summary>
    /// <param name="descriptor">The type.</param>
    /// <param name="fieldName">The name.</param>
    /// <param name="parentKey">What the links hold of the parent.</param>
    /// <param name="links">The links.</param>
    /// <param name="linkParentKey">The parent's key in a link.</param>
    /// <param name="linkChildKey">The child's key in a link.</param>
    /// <param name="source">The children that the caller sees.</param>
    /// <param name="childKey">The key of a child.</param>
    /// <param name="order">How a list is sorted; at least one key.</param>
    /// <param name="description">The description.</param>
    public static ObjectTypeDescriptor<T> LinkedList<T, TLink, TChild, TKey, TChildKey>(
        this ObjectTypeDescriptor<T> descriptor,
        string fieldName,
        Expression<Func<T, TKey>> parentKey,
        QuerySource<TLink> links,
        Expression<Func<TLink, TKey>> linkParentKey,
        Expression<Func<TLink, TChildKey>> linkChildKey,
        QuerySource<TChild> source,
        Expression<Func<TChild, TChildKey>> childKey,
        Order<TChild>[] order,
        string? description = null)
        where TLink : class
        where TChild : class
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return descriptor.AddField(types =>
        {
            var child = types.ObjectTypeOf(typeof(TChild));
            var reference = new ReferenceResolver<TLink, TChild, TChildKey>(linkChildKey, source, childKey, child);
            return new OutputField(fieldName, new NonNullType(new ListType(new NonNullType(child))), description: description)
            {
                Resolver = new LinkedListResolver<T, TLink, TChild, TKey, TChildKey>(parentKey, links, linkParentKey, reference, [.. order]),
            };
        });
    }

    /// <summary>
    /// A to-many relation in pages (<c>contacts(first, after, last, before, where, order): ContactsConnection!</c>). One statement reads
    /// the pages of all parents, and one more counts if <c>totalCount</c> is selected.
    /// </summary>
    /// <param name="descriptor">The type.</param>
    /// <param name="fieldName">The name.</param>
    /// <param name="parentKey">What the children hold of the parent.</param>
    /// <param name="source">The children that the caller sees.</param>
    /// <param name="childKey">The same in the children.</param>
    /// <param name="description">The description.</param>
    /// <param name="order">How a list is sorted unless the client chooses; the id breaks ties. By default by id.</param>
    public static ObjectTypeDescriptor<T> Connection<T, TChild, TKey>(
        this ObjectTypeDescriptor<T> descriptor,
        string fieldName,
        Expression<Func<T, TKey>> parentKey,
        QuerySource<TChild> source,
        Expression<Func<TChild, TKey>> childKey,
        string? description = null,
        params Order<TChild>[] order)
        where TChild : class
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return descriptor.AddField(types => RelationFields.Connection(fieldName, parentKey, source, childKey, order, description, types));
    }
}
