using System.Collections.Immutable;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>An enum (spec 3.9).</summary>
public sealed class EnumType : NamedType
{
    private readonly Dictionary<string, EnumValue> byName = [];
    private readonly Dictionary<object, EnumValue> byValue = [];

    /// <summary>Creates an enum; the first of several values with the same name or runtime value wins a look-up.</summary>
    public EnumType(string name, IEnumerable<EnumValue> values, string? description = null, Type? runtimeType = null) : base(name, description)
    {
        RuntimeType = runtimeType ?? typeof(string);
        Values = [.. values];
        foreach (var value in Values)
        {
            byName.TryAdd(value.Name, value);
            byValue.TryAdd(value.Value, value);
        }
    }

    /// <summary>The values in order of definition.</summary>
    public ImmutableArray<EnumValue> Values { get; }

    /// <summary>The CLR enum; <see cref="string"/> where values are represented by their names.</summary>
    public Type RuntimeType { get; }

    /// <summary>The value of that name; null if there is none.</summary>
    public EnumValue? FindByName(string name) => byName.GetValueOrDefault(name);

    /// <summary>The value that stands for a runtime value; null if there is none.</summary>
    public EnumValue? FindByValue(object value) => byValue.GetValueOrDefault(value);
}
