using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>The interface <c>Node</c> (Relay, Global Object Identification). A schema has it as soon as an object type has a global id.</summary>
internal static class NodeInterface
{
    public const string Name = "Node";

    public static InterfaceType Of(TypeRegistry types) => types.GetOrAdd(Name, () => new InterfaceType(
        Name,
        () => [new OutputField("id", new NonNullType(BuiltInScalars.Id), description: "The global id.")],
        description: "An object with a global id, by which it can be fetched again."));
}
