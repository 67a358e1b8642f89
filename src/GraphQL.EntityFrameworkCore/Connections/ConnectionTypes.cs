using System.Linq.Expressions;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Filtering;
using CrmGraph.GraphQL.EntityFrameworkCore.Sorting;
using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Resolvers;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Connections;

/// <summary>The types of connections (Relay, Cursor Connections) and the arguments of fields that return them.</summary>
internal static class ConnectionTypes
{
    /// <summary>The connection type of an object type, e.g. <c>LeadsConnection</c>.</summary>
    public static ObjectType Of(ObjectType node, TypeRegistry types)
    {
        var name = $"{Plural(node.Name)}Connection";
        var edge = types.GetOrAdd($"{Plural(node.Name)}Edge", () => Edge(node, types));
        return types.GetOrAdd(name, () => new ObjectType(
            name,
            () =>
            [
                Fetched("nodes", List(node), "The items of the page."),
                Fetched("edges", List(edge), "The items of the page with their cursors."),
                Fetched("pageInfo", new NonNullType(PageInfoType(types)), "Where the page is within the list."),
                Fetched("totalCount", types.OutputType(typeof(int), nullable: false), "How many items there are on all pages."),
            ],
            description: $"A page of a list of {node.Name}."));
    }

    /// <summary>The arguments of a field that returns a connection, in the order that <see cref="ConnectionArguments"/> reads them.</summary>
    public static IEnumerable<InputValue> Arguments(FilterType filter, SortType sort, TypeRegistry types)
    {
        var number = types.InputType(typeof(int), nullable: true);
        var text = types.InputType(typeof(string), nullable: true);
        yield return new InputValue("first", number, description: $"How many items, from the front; at most {ConnectionArguments.LargestPage}, by default {ConnectionArguments.DefaultPage}.");
        yield return new InputValue("after", text, description: "Only items behind this cursor.");
        yield return new InputValue("last", number, description: $"How many items, from the end; at most {ConnectionArguments.LargestPage}.");
        yield return new InputValue("before", text, description: "Only items in front of this cursor.");
        yield return new InputValue("where", filter.InputType(types), description: "Which items.");
        yield return new InputValue("order", new ListType(new NonNullType(sort.InputType(types))), description: "By what they are sorted; the id breaks ties.");
    }

    private static ObjectType Edge(ObjectType node, TypeRegistry types) => new(
        $"{Plural(node.Name)}Edge",
        () =>
        [
            Fetched("node", new NonNullType(node), "The item."),
            Fetched("cursor", types.OutputType(typeof(string), nullable: false), "Its position, for after and before."),
        ],
        description: $"A {node.Name} at its place in a list.");

    private static ObjectType PageInfoType(TypeRegistry types) => types.GetOrAdd("PageInfo", () =>
    {
        var flag = types.OutputType(typeof(bool), nullable: false);
        var cursor = types.OutputType(typeof(string), nullable: true);
        return new ObjectType(
            "PageInfo",
            () =>
            [
                Read("hasNextPage", flag, p => p.HasNextPage, "Whether there are items behind the page."),
                Read("hasPreviousPage", flag, p => p.HasPreviousPage, "Whether there are items before the page."),
                Read("startCursor", cursor, p => p.StartCursor, "The cursor of the first item; null if the page is empty."),
                Read("endCursor", cursor, p => p.EndCursor, "The cursor of the last item, for after; null if the page is empty."),
            ],
            description: "Where a page is within its list.",
            runtimeType: typeof(PageInfo));
    });

    private static OutputField Read<TValue>(string name, GraphQLType type, Expression<Func<PageInfo, TValue>> read, string description) =>
        new(name, type, description: description) { Resolver = new PropertyResolver<PageInfo, TValue>(read) };

    // Connections and edges are always rows whose slots a ConnectionLayout has filled.
    private static OutputField Fetched(string name, GraphQLType type, string description) =>
        new(name, type, description: description)
        {
            Resolver = new FunctionResolver((parent, _) => throw new InvalidOperationException($"{parent.GetType().Name} is no fetched connection.")),
        };

    private static NonNullType List(ObjectType item) => new(new ListType(new NonNullType(item)));

    private static string Plural(string name) =>
        name.EndsWith('y') && !(name.Length > 1 && "aeiou".Contains(name[^2], StringComparison.Ordinal)) ? $"{name[..^1]}ies"
        : name.EndsWith('s') || name.EndsWith('x') || name.EndsWith("ch", StringComparison.Ordinal) ? $"{name}es"
        : $"{name}s";
}
