namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>How a schema is printed.</summary>
public sealed record SchemaPrinterOptions
{
    /// <summary>Everything in order of definition, as the reference implementation prints.</summary>
    public static SchemaPrinterOptions AsDefined { get; } = new();

    /// <summary>Types and directives by name, members in order of definition: a stable order for files that are kept under version control.</summary>
    public static SchemaPrinterOptions SortedTypes { get; } = new() { SortTypes = true };

    /// <summary>Everything by name.</summary>
    public static SchemaPrinterOptions Sorted { get; } = new() { SortTypes = true, SortMembers = true };

    /// <summary>Whether types and directives stand in order of their names.</summary>
    public bool SortTypes { get; init; }

    /// <summary>Whether fields, arguments, enum values, union members, interfaces and locations stand in order of their names.</summary>
    public bool SortMembers { get; init; }
}
