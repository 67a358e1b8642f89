using System.Reflection;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>A field of an input type and the parameter or property that takes it.</summary>
/// <param name="Name">The name in the schema.</param>
/// <param name="ClrType">The C# type.</param>
/// <param name="Shape">The same as the schema sees it.</param>
/// <param name="Source">Where its attributes are.</param>
/// <param name="Parameter">The constructor's parameter; null if it is set by the property.</param>
/// <param name="Property">The property; null if the parameter has none.</param>
internal sealed record InputMember(
    string Name, Type ClrType, ClrShape Shape, ICustomAttributeProvider Source, ParameterInfo? Parameter, PropertyInfo? Property)
{
    /// <summary>The members of a class: parameters of its longest constructor, then other properties that can be set.</summary>
    public static (ConstructorInfo? Constructor, IReadOnlyList<InputMember> Members) Of(Type type)
    {
        var annotations = new NullabilityInfoContext();
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0).ToArray();
        var members = new List<InputMember>();
        foreach (var parameter in constructor?.GetParameters() ?? [])
        {
            var property = properties.FirstOrDefault(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            var source = MemberSource.Of(parameter, property);
            members.Add(new InputMember(
                SchemaNames.Of(parameter.Name!, source), parameter.ParameterType, ClrShape.Of(annotations.Create(parameter)), source, parameter, property));
        }

        foreach (var property in properties)
        {
            if (property.SetMethod is not { IsPublic: true } || members.Any(m => m.Property == property) || property.IsDefined(typeof(GraphQLIgnoreAttribute)))
                continue;
            members.Add(new InputMember(
                SchemaNames.Of(property.Name, property), property.PropertyType, ClrShape.Of(annotations.Create(property)), property, null, property));
        }

        return (constructor, members);
    }

    /// <summary>The default that C# or <see cref="DefaultValueAttribute"/> tells; false if there is none.</summary>
    /// <param name="sample">An object as its constructor without parameters makes it; null if it has none.</param>
    /// <param name="value">The default.</param>
    public bool TryGetDefault(object? sample, out object? value)
    {
        if (SchemaNames.Attribute<DefaultValueAttribute>(Source) is { } given)
        {
            value = given.Value;
            return true;
        }

        value = Parameter is { HasDefaultValue: true } ? Parameter.DefaultValue : sample is null || Shape.IsOptional ? null : Property?.GetValue(sample);
        if (value is not null && Parameter is null && ClrType.IsValueType && value.Equals(Activator.CreateInstance(ClrType)))
            value = null;
        return value is not null && !Shape.IsOptional;
    }
}
