using System.Collections;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Coercion;

/// <summary>The literal of a runtime value: how defaults of code-first schemas are told to clients.</summary>
public static class ValueLiteral
{
    /// <summary>
    /// The literal of a value of an input type. Input objects are <see cref="InputObjectValue"/> or string-keyed dictionaries; their absent fields stay absent.
    /// </summary>
    /// <exception cref="ArgumentException">The value does not belong to the type.</exception>
    public static ValueNode From(object? value, GraphQLType type) => (value, type) switch
    {
        (null, NonNullType) => throw new ArgumentException($"{type} has no null.", nameof(value)),
        (null, _) => new NullValueNode(0, 0),
        (_, NonNullType nonNull) => From(value, nonNull.OfType),
        (IEnumerable items and not string, ListType list) => new ListValueNode([.. items.Cast<object?>().Select(i => From(i, list.OfType))], 0, 0),
        (_, ListType list) => From(value, list.OfType),
        (_, ScalarType scalar) => scalar.ToLiteral(value),
        (_, EnumType enumType) => FromEnum(value, enumType),
        (InputObjectValue input, InputObjectType inputType) => FromFields(inputType, inputType.Fields.Select((f, i) => (f, input.Values[i]))),
        (IReadOnlyDictionary<string, object?> fields, InputObjectType inputType) => FromFields(
            inputType, inputType.Fields.Select(f => (f, fields.TryGetValue(f.Name, out var v) ? v : InputObjectValue.Absent))),
        _ => throw new ArgumentException($"{type} has no literal for a {value.GetType().Name}.", nameof(value)),
    };

    private static EnumValueNode FromEnum(object value, EnumType type) =>
        (type.FindByValue(value) ?? (value is string name ? type.FindByName(name) : null)) is { } found
            ? new EnumValueNode(found.Name, 0, 0)
            : throw new ArgumentException($"{value} is not a value of {type}.", nameof(value));

    private static ObjectValueNode FromFields(InputObjectType type, IEnumerable<(InputValue Field, object? Value)> fields)
    {
        var nodes = new List<ObjectFieldNode>(type.Fields.Length);
        foreach (var (field, value) in fields)
        {
            if (!ReferenceEquals(value, InputObjectValue.Absent))
                nodes.Add(new ObjectFieldNode(new NameNode(field.Name, 0, 0), From(value, field.Type), 0, 0));
        }

        return new ObjectValueNode([.. nodes], 0, 0);
    }
}
