using CrmGraph.GraphQL.Errors;

namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>The wording of refused input values, the same for literals and JSON.</summary>
internal static class InputMessages
{
    private const int LongestNameToCompare = 100;

    public static string NullNotAllowed(GraphQLType type) => $"Expected non-nullable type \"{type}\" not to be null.";

    public static string NotAnObject(InputObjectType type) => $"Expected type \"{type}\" to be an object.";

    public static string MissingField(InputValue field) => $"Field \"{field.Name}\" of required type \"{field.Type}\" was not provided.";

    public static string NotExactlyOne(InputObjectType type) => $"Exactly one key must be specified for OneOf type \"{type}\".";

    public static string NullInOneOf(string field) => $"Field \"{field}\" must be non-null.";

    public static string TooDeep(int levels) => $"Input values may be nested {levels} levels deep, this one is deeper.";

    public static string UnknownField(InputObjectType type, string name) =>
        $"Field \"{Shorten(name)}\" is not defined by type \"{type}\".{DidYouMean(name, type.Fields.Select(f => f.Name))}";

    public static string UnknownFieldInLiteral(InputObjectType type, string name, string literal)
    {
        var hint = DidYouMean(name, type.Fields.Select(f => f.Name));
        return $"Expected value of type \"{type}\" not to include unknown field \"{Shorten(name)}\"{(hint.Length > 0 ? $".{hint} Found" : ", found")}: {literal}.";
    }

    public static string UnknownEnumValue(EnumType type, string name) =>
        $"Value \"{Shorten(name)}\" does not exist in \"{type}\" enum.{DidYouMean(name, type.Values.Select(v => v.Name), "the enum value ")}";

    public static string NotAString(EnumType type, string value) =>
        $"Enum \"{type}\" cannot represent non-string value: {value}.{DidYouMean(value, type.Values.Select(v => v.Name), "the enum value ")}";

    public static string NotAnEnumLiteral(EnumType type, string value) =>
        $"Enum \"{type}\" cannot represent non-enum value: {value}.{DidYouMean(value, type.Values.Select(v => v.Name), "the enum value ")}";

    private static string DidYouMean(string name, IEnumerable<string> candidates, string what = "") =>
        name.Length > LongestNameToCompare ? "" : Suggestions.DidYouMean(Suggestions.For(name, candidates), what);

    private static string Shorten(string name) => name.Length > LongestNameToCompare ? $"{name[..LongestNameToCompare]}…" : name;
}
