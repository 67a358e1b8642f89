using System.Collections.Immutable;
using CrmGraph.GraphQL.TypeSystem.Resolvers;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>The meta fields and the introspection types (spec 4), served by ordinary resolvers.</summary>
public static class Introspection
{
    /// <summary>The introspection types; every schema can find them.</summary>
    public static readonly ImmutableArray<NamedType> Types =
    [
        IntrospectionTypes.Schema,
        IntrospectionTypes.Directive,
        IntrospectionEnums.DirectiveLocation,
        IntrospectionTypes.Type,
        IntrospectionTypes.Field,
        IntrospectionTypes.InputValue,
        IntrospectionTypes.EnumValue,
        IntrospectionEnums.TypeKind,
    ];

    /// <summary><c>__schema</c>, on the query root.</summary>
    public static readonly OutputField SchemaField = new(
        "__schema", new NonNullType(IntrospectionTypes.Schema), description: "Access the current type schema of this server.")
    {
        Resolver = new FunctionResolver((_, arguments) => arguments.Schema),
    };

    /// <summary><c>__type(name:)</c>, on the query root.</summary>
    public static readonly OutputField TypeField = new(
        "__type",
        IntrospectionTypes.Type,
        [new InputValue("name", new NonNullType(BuiltInScalars.String))],
        "Request the type information of a single type.")
    {
        Resolver = new FunctionResolver((_, arguments) => arguments.Schema.FindType((string)(arguments.Values[0] ?? ""))),
    };

    /// <summary><c>__typename</c>, on every composite type. It has no resolver: the executor knows the type.</summary>
    public static readonly OutputField TypeNameField = new(
        "__typename", new NonNullType(BuiltInScalars.String), description: "The name of the current Object type at runtime.");

    /// <summary>Whether the type has the name of an introspection type.</summary>
    public static bool IsIntrospectionType(NamedType type) => Types.Any(t => t.Name == type.Name);

    /// <summary>Whether the type is one that introspection brings into every schema; a schema's own type of that name goes first.</summary>
    internal static bool IsShared(NamedType type) =>
        ReferenceEquals(type, BuiltInScalars.String) || ReferenceEquals(type, BuiltInScalars.Boolean) || Types.Any(t => ReferenceEquals(t, type));

    /// <summary>A field of a type or one of the meta fields it has; null if there is none. <c>__schema</c> and <c>__type</c> exist on the query root only.</summary>
    public static OutputField? FindField(Schema schema, NamedType parent, string name) => name switch
    {
        "__typename" when parent.IsComposite => TypeNameField,
        "__schema" when ReferenceEquals(parent, schema.QueryType) => SchemaField,
        "__type" when ReferenceEquals(parent, schema.QueryType) => TypeField,
        _ => (parent as FieldsType)?.FindField(name),
    };
}
