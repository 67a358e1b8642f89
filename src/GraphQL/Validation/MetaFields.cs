using CrmGraph.GraphQL.TypeSystem;
using CrmGraph.GraphQL.TypeSystem.Scalars;

namespace CrmGraph.GraphQL.Validation;

/// <summary>Look-ups that see what every schema has: the introspection types, the meta fields and the scalars that these use (spec 4).</summary>
internal static class MetaFields
{
    public static NamedType? FindType(Schema schema, string name) => schema.FindType(name) ?? (IsReserved(name) ? FindIntrospectionType(name) : name switch
    {
        "String" => BuiltInScalars.String,
        "Boolean" => BuiltInScalars.Boolean,
        _ => null,
    });

    /// <summary>The names of all types, those of introspection included.</summary>
    public static IEnumerable<string> TypeNames(Schema schema) =>
        schema.Types.Select(t => t.Name).Union(["String", "Boolean", .. Introspection.Types.Select(t => t.Name)]);

    /// <summary>The field of a composite type; null if it has none of that name.</summary>
    public static OutputField? FindField(Schema schema, NamedType parent, string name) => Introspection.FindField(schema, parent, name);

    /// <summary>Whether a name belongs to introspection.</summary>
    public static bool IsReserved(string name) => name.Length > 2 && name[0] == '_' && name[1] == '_';

    private static NamedType? FindIntrospectionType(string name)
    {
        foreach (var type in Introspection.Types)
        {
            if (type.Name == name)
                return type;
        }

        return null;
    }
}
