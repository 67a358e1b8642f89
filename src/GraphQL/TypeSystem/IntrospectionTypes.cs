using System.Collections.Immutable;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem.Resolvers;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>The object types of introspection (spec 4.2). Their parents are the objects of this namespace themselves.</summary>
internal static class IntrospectionTypes
{
    /// <summary>__Schema, of a <see cref="TypeSystem.Schema"/>.</summary>
    public static readonly ObjectType Schema = new(
        "__Schema",
        SchemaFields,
        description: "A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types and directives on the server, "
            + "as well as the entry points for query, mutation, and subscription operations.",
        runtimeType: typeof(Schema));

    /// <summary>__Type, of a <see cref="GraphQLType"/>.</summary>
    public static readonly ObjectType Type = new(
        "__Type",
        TypeFields,
        description: "The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in GraphQL as represented by the "
            + "`__TypeKind` enum.\n\nDepending on the kind of a type, certain fields describe information about that type. Scalar types provide no "
            + "information beyond a name, description and optional `specifiedByURL`, while Enum types provide their values. Object and Interface types "
            + "provide the fields they describe. Abstract types, Union and Interface, provide the Object types possible at runtime. List and NonNull "
            + "types compose other types.",
        runtimeType: typeof(GraphQLType));

    /// <summary>__Field, of an <see cref="OutputField"/>.</summary>
    public static readonly ObjectType Field = new(
        "__Field",
        FieldFields,
        description: "Object and Interface types are described by a list of Fields, each of which has a name, potentially a list of arguments, and a return type.",
        runtimeType: typeof(OutputField));

    /// <summary>__InputValue, of an <see cref="TypeSystem.InputValue"/>.</summary>
    public static readonly ObjectType InputValue = new(
        "__InputValue",
        InputValueFields,
        description: "Arguments provided to Fields or Directives and the input fields of an InputObject are represented as Input Values which describe "
            + "their type and optionally a default value.",
        runtimeType: typeof(InputValue));

    /// <summary>__EnumValue, of an <see cref="TypeSystem.EnumValue"/>.</summary>
    public static readonly ObjectType EnumValue = new(
        "__EnumValue",
        EnumValueFields,
        description: "One possible value for a given Enum. Enum values are unique values, not a placeholder for a string or numeric value. However an "
            + "Enum value is returned in a JSON response as a string.",
        runtimeType: typeof(EnumValue));

    /// <summary>__Directive, of a <see cref="DirectiveType"/>.</summary>
    public static readonly ObjectType Directive = new(
        "__Directive",
        DirectiveFields,
        description: "A Directive provides a way to describe alternate runtime execution and type validation behavior in a GraphQL document.\n\n"
            + "In some cases, you need to provide options to alter GraphQL's execution behavior in ways field arguments will not suffice, such as "
            + "conditionally including or skipping a field. Directives provide this by describing additional information to the executor.",
        runtimeType: typeof(DirectiveType));

    private static OutputField[] SchemaFields() =>
    [
        Read<Schema, string?>("description", BuiltInScalars.String, s => s.Description),
        Read<Schema, ImmutableArray<NamedType>>("types", ListOf(Type), s => s.AllTypes, "A list of all types supported by this server."),
        Read<Schema, NamedType?>("queryType", new NonNullType(Type), s => s.QueryType, "The type that query operations will be rooted at."),
        Read<Schema, NamedType?>(
            "mutationType", Type, s => s.MutationType, "If this server supports mutation, the type that mutation operations will be rooted at."),
        Read<Schema, NamedType?>(
            "subscriptionType", Type, s => s.SubscriptionType, "If this server support subscription, the type that subscription operations will be rooted at."),
        Read<Schema, ImmutableArray<DirectiveType>>("directives", ListOf(Directive), s => s.Directives, "A list of all directives supported by this server."),
    ];

    private static OutputField[] TypeFields() =>
    [
        Read<GraphQLType, string>("kind", new NonNullType(IntrospectionEnums.TypeKind), IntrospectionEnums.KindOf),
        Read<GraphQLType, string?>("name", BuiltInScalars.String, t => (t as NamedType)?.Name),
        Read<GraphQLType, string?>("description", BuiltInScalars.String, t => (t as NamedType)?.Description),
        Read<GraphQLType, string?>("specifiedByURL", BuiltInScalars.String, t => (t as ScalarType)?.SpecifiedBy),
        Choose<FieldsType, OutputField>("fields", new ListType(new NonNullType(Field)), t => t.Fields, f => f.DeprecationReason is null),
        Read<GraphQLType, IReadOnlyList<InterfaceType>?>("interfaces", new ListType(new NonNullType(Type)), t => (t as FieldsType)?.Interfaces),
        new OutputField("possibleTypes", new ListType(new NonNullType(Type)))
        {
            Resolver = new FunctionResolver((parent, arguments) => parent is InterfaceType or UnionType ? arguments.Schema.PossibleTypes((NamedType)parent) : null),
        },
        Choose<EnumType, EnumValue>("enumValues", new ListType(new NonNullType(EnumValue)), t => t.Values, v => v.DeprecationReason is null),
        Choose<InputObjectType, InputValue>("inputFields", new ListType(new NonNullType(InputValue)), t => t.Fields, f => f.DeprecationReason is null),
        Read<GraphQLType, GraphQLType?>("ofType", Type, t => t is NonNullType nonNull ? nonNull.OfType : (t as ListType)?.OfType),
        Read<GraphQLType, bool?>("isOneOf", BuiltInScalars.Boolean, t => (t as InputObjectType)?.IsOneOf),
    ];

    private static OutputField[] FieldFields() =>
    [
        Read<OutputField, string>("name", NonNullString, f => f.Name),
        Read<OutputField, string?>("description", BuiltInScalars.String, f => f.Description),
        Choose<OutputField, InputValue>("args", ListOf(InputValue), f => f.Arguments, a => a.DeprecationReason is null),
        Read<OutputField, GraphQLType>("type", new NonNullType(Type), f => f.Type),
        Read<OutputField, bool>("isDeprecated", NonNullBoolean, f => f.DeprecationReason is not null),
        Read<OutputField, string?>("deprecationReason", BuiltInScalars.String, f => f.DeprecationReason),
    ];

    private static OutputField[] InputValueFields() =>
    [
        Read<InputValue, string>("name", NonNullString, v => v.Name),
        Read<InputValue, string?>("description", BuiltInScalars.String, v => v.Description),
        Read<InputValue, GraphQLType>("type", new NonNullType(Type), v => v.Type),
        Read<InputValue, string?>(
            "defaultValue",
            BuiltInScalars.String,
            v => v.DefaultValue is { } literal ? InlineText.Of(literal) : null,
            "A GraphQL-formatted string representing the default value for this input value."),
        Read<InputValue, bool>("isDeprecated", NonNullBoolean, v => v.DeprecationReason is not null),
        Read<InputValue, string?>("deprecationReason", BuiltInScalars.String, v => v.DeprecationReason),
    ];

    private static OutputField[] EnumValueFields() =>
    [
        Read<EnumValue, string>("name", NonNullString, v => v.Name),
        Read<EnumValue, string?>("description", BuiltInScalars.String, v => v.Description),
        Read<EnumValue, bool>("isDeprecated", NonNullBoolean, v => v.DeprecationReason is not null),
        Read<EnumValue, string?>("deprecationReason", BuiltInScalars.String, v => v.DeprecationReason),
    ];

    private static OutputField[] DirectiveFields() =>
    [
        Read<DirectiveType, string>("name", NonNullString, d => d.Name),
        Read<DirectiveType, string?>("description", BuiltInScalars.String, d => d.Description),
        Read<DirectiveType, bool>("isRepeatable", NonNullBoolean, d => d.IsRepeatable),
        Read<DirectiveType, ImmutableArray<string>>("locations", ListOf(IntrospectionEnums.DirectiveLocation), d => d.Locations),
        Choose<DirectiveType, InputValue>("args", ListOf(InputValue), d => d.Arguments, a => a.DeprecationReason is null),
    ];

    private static NonNullType NonNullString => new(BuiltInScalars.String);

    private static NonNullType NonNullBoolean => new(BuiltInScalars.Boolean);

    private static NonNullType ListOf(NamedType type) => new(new ListType(new NonNullType(type)));

    private static OutputField Read<TParent, TValue>(string name, GraphQLType type, Func<TParent, TValue> read, string? description = null) =>
        new(name, type, description: description) { Resolver = new PropertyResolver<TParent, TValue>(read) };

    /// <summary>A list whose deprecated items are left out unless asked for; null if the parent is another kind of type.</summary>
    private static OutputField Choose<TParent, TItem>(string name, GraphQLType type, Func<TParent, ImmutableArray<TItem>> items, Func<TItem, bool> isCurrent)
        where TParent : class
        where TItem : class =>
        new(name, type, [new InputValue("includeDeprecated", new NonNullType(BuiltInScalars.Boolean), new BooleanValueNode(false, 0, 0))])
        {
            Resolver = new FunctionResolver((parent, arguments) =>
            {
                if (parent is not TParent typed)
                    return null;
                var all = items(typed);
                return arguments.Values[0] is true || all.All(isCurrent) ? all : [.. all.Where(isCurrent)];
            }),
        };
}
