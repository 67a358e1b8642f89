using System.Reflection;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Makes input object types of C# classes, and arguments of parameters.</summary>
internal static class InputTypes
{
    /// <summary>The input object type of a class.</summary>
    public static InputObjectType Create(InputClass definition, TypeRegistry types) => new(
        SchemaNames.OfType(definition.ClrType),
        () => Fields(definition, types),
        types.DescriptionOf(definition.ClrType),
        definition.ClrType.IsDefined(typeof(OneOfAttribute), inherit: false));

    /// <summary>The argument that a parameter takes; null with a mistake noted if it can take none.</summary>
    public static InputValue? Argument(ParameterInfo parameter, string method, TypeRegistry types)
    {
        var shape = ClrShape.Of(new NullabilityInfoContext().Create(parameter));
        if (Type(shape, parameter, types) is not { } type)
        {
            types.Mistake($"{method}: parameter \"{parameter.Name}\" is a {parameter.ParameterType.Name}, which is nothing that a client can send and no service. "
                + "Take a scalar, an enum, a typed id, a class whose name ends with Input or a list of these, a registered service, "
                + $"[Parent], {nameof(CancellationToken)}, {nameof(Execution.ResolverContext)}, a data loader or the caller.");
            return null;
        }

        ValueNode? literal = null;
        var given = SchemaNames.Attribute<DefaultValueAttribute>(parameter);
        var value = given is not null ? given.Value : parameter.HasDefaultValue ? parameter.DefaultValue : null;
        if (given is not null || value is not null)
            literal = Literal(value, type, $"{method}: parameter \"{parameter.Name}\"", types);
        return new InputValue(
            SchemaNames.Of(parameter.Name!, parameter), type, literal, types.DescriptionOf(parameter), SchemaNames.DeprecationOf(parameter));
    }

    private static IEnumerable<InputValue> Fields(InputClass definition, TypeRegistry types)
    {
        var sample = definition.Constructor is { } constructor && constructor.GetParameters().Length == 0 ? constructor.Invoke(null) : null;
        var isOneOf = definition.ClrType.IsDefined(typeof(OneOfAttribute), inherit: false);
        foreach (var member in definition.Members)
        {
            var place = $"{definition.ClrType.Name}.{member.Parameter?.Name ?? member.Property?.Name}";
            if (Type(member.Shape, member.Source, types) is not { } type)
            {
                types.Mistake($"{place} is a {member.ClrType.Name}, which is nothing that a client can send. "
                    + "Take a scalar, an enum, a typed id, a class whose name ends with Input or a list of these.");
                continue;
            }

            if (isOneOf)
                type = type.Nullable;
            var literal = !isOneOf && member.TryGetDefault(sample, out var value) ? Literal(value, type, place, types) : null;
            var description = (member.Property is null ? null : types.DescriptionOf(member.Property))
                ?? (member.Parameter is null ? null : types.DescriptionOf(member.Parameter));
            yield return new InputValue(member.Name, type, literal, description, SchemaNames.DeprecationOf(member.Source));
        }
    }

    private static GraphQLType? Type(ClrShape shape, ICustomAttributeProvider source, TypeRegistry types)
    {
        if (SchemaNames.Attribute<GraphQLTypeAttribute>(source) is { } given)
            return types.ParseType(given.Type);
        var type = types.Input(shape, source);
        return shape.IsOptional ? type?.Nullable : type;
    }

    private static ValueNode? Literal(object? value, GraphQLType type, string place, TypeRegistry types)
    {
        try
        {
            return Literals.Of(value, type);
        }
        catch (ArgumentException exception)
        {
            types.Mistake($"{place}: its default has no literal. {exception.Message}");
            return null;
        }
    }
}
