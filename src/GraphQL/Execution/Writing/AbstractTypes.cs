using System.Diagnostics.CodeAnalysis;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Finds the object type of a value of an abstract type.</summary>
internal sealed class AbstractTypes(Schema schema)
{
    public bool TryResolve(NamedType declared, object value, [NotNullWhen(true)] out ObjectType? type, [NotNullWhen(false)] out string? error)
    {
        type = Find(declared, value);
        if (type is null)
        {
            error = $"Abstract type \"{declared.Name}\" must resolve to an Object type at runtime, but the value of type {value.GetType().Name} belongs to none.";
            return false;
        }

        error = ReferenceEquals(declared, type) || schema.IsSubType(declared, type) ? null : $"Runtime Object type \"{type.Name}\" is not a possible type for \"{declared.Name}\".";
        return error is null;
    }

    private ObjectType? Find(NamedType declared, object value)
    {
        if (value is ProjectedRow row)
            return row.Type;
        var resolve = declared switch
        {
            InterfaceType type => type.ResolveType,
            UnionType type => type.ResolveType,
            _ => null,
        };
        return resolve?.Invoke(value) is { } name ? schema.FindType(name) as ObjectType : schema.TryGetObjectType(value.GetType(), out var byClrType) ? byClrType : null;
    }
}
