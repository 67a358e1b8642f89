using System.Collections.Immutable;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>A type with fields: object or interface (spec 3.6, 3.7). Fields are made on first use, because types refer to each other.</summary>
public abstract class FieldsType(string name, Func<IEnumerable<OutputField>> fields, Func<IEnumerable<InterfaceType>>? interfaces, string? description)
    : NamedType(name, description)
{
    private readonly Lazy<FieldTable> table = new(() => new FieldTable([.. fields()]));
    private readonly Lazy<ImmutableArray<InterfaceType>> declared = new(() => interfaces is null ? [] : [.. interfaces()]);

    /// <summary>The fields in order of definition.</summary>
    public ImmutableArray<OutputField> Fields => table.Value.Ordered;

    /// <summary>The interfaces it declares, in order.</summary>
    public ImmutableArray<InterfaceType> Interfaces => declared.Value;

    /// <summary>The field of that name (not the meta fields); null if there is none.</summary>
    public OutputField? FindField(string name) => table.Value.ByName.GetValueOrDefault(name);

    private sealed class FieldTable
    {
        public FieldTable(ImmutableArray<OutputField> fields)
        {
            Ordered = fields;
            foreach (var field in fields)
                ByName.TryAdd(field.Name, field);
        }

        public ImmutableArray<OutputField> Ordered { get; }

        public Dictionary<string, OutputField> ByName { get; } = [];
    }
}
