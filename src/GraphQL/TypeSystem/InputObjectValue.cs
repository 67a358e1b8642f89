using System.Diagnostics.CodeAnalysis;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>A coerced input object: a slot for every field of its type, given, defaulted or absent (spec 3.10).</summary>
public sealed class InputObjectValue(InputObjectType type, object?[] values)
{
    /// <summary>Stands in a slot for which neither a value nor a default was given.</summary>
    public static readonly object Absent = new AbsentValue();

    /// <summary>The type.</summary>
    public InputObjectType Type { get; } = type;

    /// <summary>The slots, in the order of the type's fields: a coerced value, null, or <see cref="Absent"/>.</summary>
    [SuppressMessage("Performance", "CA1819", Justification = "Read by compiled input binders; never changed after coercion.")]
    public object?[] Values { get; } = values;

    /// <summary>The value of a field; false if it is absent.</summary>
    public bool TryGet(string fieldName, out object? value)
    {
        var index = Type.IndexOf(fieldName);
        value = index < 0 ? Absent : Values[index];
        if (!ReferenceEquals(value, Absent))
            return true;
        value = null;
        return false;
    }

    private sealed class AbsentValue
    {
        public override string ToString() => "(absent)";
    }
}
