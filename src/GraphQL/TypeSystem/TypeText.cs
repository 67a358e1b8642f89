using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>A type reference as text, for messages.</summary>
internal static class TypeText
{
    public static string Of(TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => $"{Of(nonNull.Type)}!",
        ListTypeNode list => $"[{Of(list.Type)}]",
        NamedTypeNode named => named.Name.Value,
        _ => type.Kind.ToString(),
    };
}
