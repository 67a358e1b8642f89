namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>The enums of introspection (spec 4.2). Their runtime values are the names.</summary>
internal static class IntrospectionEnums
{
    /// <summary>__TypeKind.</summary>
    public static readonly EnumType TypeKind = new(
        "__TypeKind",
        [
            new EnumValue("SCALAR", description: "Indicates this type is a scalar."),
            new EnumValue("OBJECT", description: "Indicates this type is an object. `fields` and `interfaces` are valid fields."),
            new EnumValue("INTERFACE", description: "Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` are valid fields."),
            new EnumValue("UNION", description: "Indicates this type is a union. `possibleTypes` is a valid field."),
            new EnumValue("ENUM", description: "Indicates this type is an enum. `enumValues` is a valid field."),
            new EnumValue("INPUT_OBJECT", description: "Indicates this type is an input object. `inputFields` is a valid field."),
            new EnumValue("LIST", description: "Indicates this type is a list. `ofType` is a valid field."),
            new EnumValue("NON_NULL", description: "Indicates this type is a non-null. `ofType` is a valid field."),
        ],
        "An enum describing what kind of type a given `__Type` is.");

    /// <summary>__DirectiveLocation.</summary>
    public static readonly EnumType DirectiveLocation = new(
        "__DirectiveLocation",
        [
            At("QUERY", "a query operation"),
            At("MUTATION", "a mutation operation"),
            At("SUBSCRIPTION", "a subscription operation"),
            At("FIELD", "a field"),
            At("FRAGMENT_DEFINITION", "a fragment definition"),
            At("FRAGMENT_SPREAD", "a fragment spread"),
            At("INLINE_FRAGMENT", "an inline fragment"),
            At("VARIABLE_DEFINITION", "an operation variable definition"),
            At("SCHEMA", "a schema definition"),
            At("SCALAR", "a scalar definition"),
            At("OBJECT", "an object type definition"),
            At("FIELD_DEFINITION", "a field definition"),
            At("ARGUMENT_DEFINITION", "an argument definition"),
            At("INTERFACE", "an interface definition"),
            At("UNION", "a union definition"),
            At("ENUM", "an enum definition"),
            At("ENUM_VALUE", "an enum value definition"),
            At("INPUT_OBJECT", "an input object type definition"),
            At("INPUT_FIELD_DEFINITION", "an input object field definition"),
        ],
        "A Directive can be adjacent to many parts of the GraphQL language, a __DirectiveLocation describes one such possible adjacencies.");

    /// <summary>The value of __TypeKind for a type.</summary>
    public static string KindOf(GraphQLType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };

    private static EnumValue At(string name, string place) => new(name, description: $"Location adjacent to {place}.");
}
