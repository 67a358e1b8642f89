using System.Collections.Immutable;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>An input object type (spec 3.10).</summary>
public sealed class InputObjectType(
    string name, Func<IEnumerable<InputValue>> fields, string? description = null, bool isOneOf = false) : NamedType(name, description)
{
    private readonly Lazy<ImmutableArray<InputValue>> ordered = new(() => [.. fields()]);
    private Dictionary<string, int>? indexes;

    /// <summary>The fields in order of definition.</summary>
    public ImmutableArray<InputValue> Fields => ordered.Value;

    /// <summary>Whether exactly one field must be given (<c>@oneOf</c>, spec 3.10.1).</summary>
    public bool IsOneOf { get; } = isOneOf;

    /// <summary>Makes the runtime value of a coerced input object; null to pass <see cref="InputObjectValue"/> on as it is.</summary>
    public Func<InputObjectValue, object>? CreateValue { get; init; }

    /// <summary>The position of the field of that name in <see cref="Fields"/>; −1 if there is none.</summary>
    public int IndexOf(string name)
    {
        var table = indexes;
        if (table is null)
        {
            table = [];
            for (var i = 0; i < Fields.Length; i++)
                table.TryAdd(Fields[i].Name, i);
            indexes = table;
        }

        return table.TryGetValue(name, out var index) ? index : -1;
    }

    /// <summary>The field of that name; null if there is none.</summary>
    public InputValue? FindField(string name) => IndexOf(name) is >= 0 and var index ? Fields[index] : null;
}
