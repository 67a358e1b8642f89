using System.Collections;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore.Filtering;
using CrmGraph.GraphQL.Execution;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Nodes;

/// <summary>The root fields that find any object by its global id (Relay, Global Object Identification).</summary>
internal static class NodeFields
{
    /// <summary>How many ids <c>nodes</c> takes.</summary>
    public const int MostIds = 100;

    /// <summary>The interface <c>Node</c>.</summary>
    public static InterfaceType Interface(TypeRegistry types) => types.GetOrAdd("Node", () => new InterfaceType(
        "Node",
        () => [new OutputField("id", new NonNullType(Id(types)), description: "The global id.")],
        description: "An object with a global id, by which it can be fetched again."));

    /// <summary><c>node(id: ID!): Node</c>.</summary>
    public static OutputField Node(TypeRegistry types)
    {
        var sources = types.Shared<NodeSources>();
        return new OutputField("node", Interface(types), [new InputValue("id", new NonNullType(Id(types)), description: "The global id.")], "The object with a global id; null if there is none or the caller may not see it.")
        {
            Resolver = new TaskResolver(async (context, cancellationToken) =>
                (await sources.FetchAsync([Decode(context.Argument<string>(0))], context.Selection, context.Services, context.Request, cancellationToken))[0]),
        };
    }

    /// <summary><c>nodes(ids: [ID!]!): [Node]!</c>.</summary>
    public static OutputField Nodes(TypeRegistry types)
    {
        var sources = types.Shared<NodeSources>();
        var ids = new InputValue("ids", new NonNullType(new ListType(new NonNullType(Id(types)))), description: $"Global ids, at most {MostIds}.");
        return new OutputField("nodes", new NonNullType(new ListType(Interface(types))), [ids], "The objects with these global ids, in the same order, and null for what does not exist or the caller may not see.")
        {
            Resolver = new TaskResolver(async (context, cancellationToken) =>
            {
                var references = ((IEnumerable)context.Arguments[0]!).Cast<string>().Select(Decode).ToList();
                return references.Count <= MostIds
                    ? await sources.FetchAsync(references, context.Selection, context.Services, context.Request, cancellationToken)
                    : throw FilterCompiler.Refusal($"\"ids\" takes at most {MostIds} ids; it has {references.Count}.");
            }),
        };
    }

    private static NodeReference? Decode(string id) => NodeId.TryDecode(id, out var typeName, out var value) ? new NodeReference(typeName, value) : null;

    private static ScalarType Id(TypeRegistry types) =>
        (ScalarType)(types.Find("ID") ?? throw new InvalidOperationException("The registry has no scalar ID."));
}
