using System.Reflection;
using System.Text.Json;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>How names in C# become names of the schema.</summary>
internal static class SchemaNames
{
    /// <summary>The name of a type: <see cref="GraphQLNameAttribute"/>, or its C# name, of interfaces without the leading I.</summary>
    public static string OfType(Type type)
    {
        if (type.GetCustomAttribute<GraphQLNameAttribute>()?.Name is { } given)
            return given;
        var name = type.Name;
        if (type.IsGenericType)
            name = string.Join("And", type.GetGenericArguments().Select(OfType)) + name[..name.IndexOf('`', StringComparison.Ordinal)];
        return type.IsInterface && name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]) ? name[1..] : name;
    }

    /// <summary>The name of a property, parameter or field of an input: <c>closeDate</c>.</summary>
    public static string Of(string clrName, ICustomAttributeProvider source) => Given(source) ?? Camel(clrName);

    /// <summary>The name of a resolver method: <c>GetCloseDateAsync</c> becomes <c>closeDate</c>, <c>OnStageChanged</c> of a subscription <c>stageChanged</c>.</summary>
    public static string OfMethod(MethodInfo method, string prefix)
    {
        if (Given(method) is { } given)
            return given;
        var name = method.Name;
        if (name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5)
            name = name[..^5];
        if (prefix.Length > 0 && name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && char.IsUpper(name[prefix.Length]))
            name = name[prefix.Length..];
        return Camel(name);
    }

    /// <summary>The name of an enum value: <c>BestCase</c> becomes <c>BEST_CASE</c>.</summary>
    public static string OfEnumValue(FieldInfo member) => Given(member) ?? JsonNamingPolicy.SnakeCaseUpper.ConvertName(member.Name);

    /// <summary>First letters in lower case, as JSON writes them: <c>URLOfSite</c> becomes <c>urlOfSite</c>.</summary>
    public static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>Why a member is deprecated; null if it is not.</summary>
    public static string? DeprecationOf(ICustomAttributeProvider source)
    {
        if (Attribute<GraphQLDeprecatedAttribute>(source) is { } deprecated)
            return deprecated.Reason;
        return Attribute<ObsoleteAttribute>(source) is { } obsolete ? obsolete.Message ?? "No longer supported" : null;
    }

    /// <summary>An attribute of a member or parameter; null if it has none.</summary>
    public static T? Attribute<T>(ICustomAttributeProvider? source)
        where T : Attribute => source?.GetCustomAttributes(typeof(T), inherit: false).OfType<T>().FirstOrDefault();

    private static string? Given(ICustomAttributeProvider source) => Attribute<GraphQLNameAttribute>(source)?.Name;
}
