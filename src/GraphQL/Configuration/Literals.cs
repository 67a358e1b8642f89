using System.Collections;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Configuration;

/// <summary>Literals for C# values: the defaults of arguments and input fields.</summary>
internal static class Literals
{
    /// <summary>The literal of a value of that type.</summary>
    /// <exception cref="ArgumentException">The type has no literal for it.</exception>
    public static ValueNode Of(object? value, GraphQLType type)
    {
        if (value is null)
            return new NullValueNode(0, 0);
        return type.Nullable switch
        {
            ListType list when value is IEnumerable items and not string =>
                new ListValueNode([.. items.Cast<object?>().Select(i => Of(i, list.OfType))], 0, 0),
            ListType list => Of(value, list.OfType),
            EnumType enumeration => new EnumValueNode(
                enumeration.FindByValue(value)?.Name ?? throw new ArgumentException($"{value} is no value of {enumeration}."), 0, 0),
            ScalarType scalar => scalar.ToLiteral(value),
            _ => throw new ArgumentException($"{type} can have no default in C#."),
        };
    }
}
