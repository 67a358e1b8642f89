using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Fields;
using CrmGraph.GraphQL.EntityFrameworkCore.Nodes;

namespace CrmGraph.GraphQL.EntityFrameworkCore;

/// <summary>Fields of <c>Query</c> that read a database. Each of them is one SQL statement, which reads what is selected and nothing else.</summary>
public static class SchemaBuilderExtensions
{
    /// <summary>
    /// A list in pages: <c>leads(first, after, last, before, where, order): LeadsConnection!</c>. A page has 25 items unless the client
    /// says otherwise, and at most 100.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="fieldName">The name.</param>
    /// <param name="source">The rows that the caller sees.</param>
    /// <param name="description">The description.</param>
    /// <param name="order">How the list is sorted unless the client chooses; the id breaks ties. By default by id.</param>
    public static SchemaBuilder Connection<T>(this SchemaBuilder builder, string fieldName, QuerySource<T> source, string? description = null, params Order<T>[] order)
        where T : class =>
        builder.AddQueryField(types => RootFields.Connection(fieldName, source, order, description, types));

    /// <summary>A list in pages with one more argument, a Boolean: <c>alerts(unreadOnly, first, after, …): AlertsConnection!</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="fieldName">The name.</param>
    /// <param name="source">The rows that the caller sees.</param>
    /// <param name="narrowing">The argument, and which rows it leaves.</param>
    /// <param name="description">The description.</param>
    /// <param name="order">How the list is sorted unless the client chooses; the id breaks ties. By default by id.</param>
    public static SchemaBuilder Connection<T>(
        this SchemaBuilder builder, string fieldName, QuerySource<T> source, Narrowing<T> narrowing, string? description = null, params Order<T>[] order)
        where T : class =>
        builder.AddQueryField(types => RootFields.Connection(fieldName, source, order, description, types, narrowing));

    /// <summary>A whole list, for what there are few of: <c>pipelines: [Pipeline!]!</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="fieldName">The name.</param>
    /// <param name="source">The rows that the caller sees.</param>
    /// <param name="description">The description.</param>
    /// <param name="order">How the list is sorted.</param>
    public static SchemaBuilder ListField<T>(this SchemaBuilder builder, string fieldName, QuerySource<T> source, string? description = null, params Order<T>[] order)
        where T : class =>
        builder.AddQueryField(types => RootFields.List(fieldName, source, [.. order], description, types));

    /// <summary>
    /// One object by a key: <c>opportunity(id: ID!): Opportunity</c>. It is null if there is none, if the caller does not see it, and
    /// if the id is one of another type.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="fieldName">The name.</param>
    /// <param name="source">The rows that the caller sees.</param>
    /// <param name="key">A unique column: a typed id, which is sent as a global id, or a value of a scalar.</param>
    /// <param name="argument">The name of the argument.</param>
    /// <param name="description">The description.</param>
    public static SchemaBuilder Single<T, TKey>(
        this SchemaBuilder builder, string fieldName, QuerySource<T> source, Expression<Func<T, TKey>> key, string argument = "id", string? description = null)
        where T : class =>
        builder.AddQueryField(types => RootFields.Single(fieldName, source, key, argument, description, types));

    /// <summary>The one object of a source: <c>me: User!</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="fieldName">The name.</param>
    /// <param name="source">A query that finds one row at most.</param>
    /// <param name="nullable">Whether there may be none.</param>
    /// <param name="description">The description.</param>
    public static SchemaBuilder First<T>(this SchemaBuilder builder, string fieldName, QuerySource<T> source, bool nullable = false, string? description = null)
        where T : class =>
        builder.AddQueryField(types => RootFields.First(fieldName, source, nullable, description, types));

    /// <summary>
    /// <c>node(id: ID!): Node</c> and <c>nodes(ids: [ID!]!): [Node]!</c> for all types that have said where they come from
    /// (<see cref="ObjectTypeDescriptorExtensions.Node"/>).
    /// </summary>
    public static SchemaBuilder Nodes(this SchemaBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddQueryField(NodeFields.Node).AddQueryField(NodeFields.Nodes);
    }
}
