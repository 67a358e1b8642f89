namespace CrmGraph.GraphQL.Configuration;

/// <summary>The classes given to a <see cref="SchemaBuilder"/> make no valid schema. Thrown at start, with everything that was found.</summary>
public sealed class SchemaException : Exception
{
    /// <summary>Creates the exception.</summary>
    public SchemaException(IReadOnlyList<string> findings)
        : base(findings.Count == 1 ? findings[0] : $"The schema has {findings.Count} mistakes:\n" + string.Join('\n', findings.Select(f => "- " + f))) =>
        Findings = findings;

    /// <summary>What is wrong: mistakes in C# name the class and member; mistakes of the schema are those of the specification's type validation.</summary>
    public IReadOnlyList<string> Findings { get; }
}
