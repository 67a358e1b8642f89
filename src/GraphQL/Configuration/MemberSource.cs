using System.Reflection;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Where the attributes of a property are: at the property, or at the parameter of the positional record that declares it.</summary>
internal static class MemberSource
{
    /// <summary>The place of the property's attributes.</summary>
    public static ICustomAttributeProvider Of(PropertyInfo property)
    {
        if (HasOurs(property))
            return property;
        var parameter = property.DeclaringType!.GetConstructors()
            .SelectMany(c => c.GetParameters())
            .FirstOrDefault(p => p.Name == property.Name && p.ParameterType == property.PropertyType && HasOurs(p));
        return (ICustomAttributeProvider?)parameter ?? property;
    }

    /// <summary>The place of the attributes of a constructor's parameter and the property that it sets.</summary>
    public static ICustomAttributeProvider Of(ParameterInfo parameter, PropertyInfo? property) =>
        property is not null && !HasOurs(parameter) ? property : parameter;

    private static bool HasOurs(ICustomAttributeProvider source) =>
        source.GetCustomAttributes(inherit: false).Any(a => a.GetType().Namespace == typeof(MemberSource).Namespace);
}
