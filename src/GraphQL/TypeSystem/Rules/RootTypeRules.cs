using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>Root operation types (spec 3.3.1): a query root, all of them objects, all of them different.</summary>
internal static class RootTypeRules
{
    private static readonly OperationType[] Operations = [OperationType.Query, OperationType.Mutation, OperationType.Subscription];

    public static void Check(Schema schema, SchemaFindings findings)
    {
        if (schema.QueryType is null && NotAnObject(schema, OperationType.Query) is null)
            findings.Add("Query root type must be provided.", schema.SyntaxNodes.FirstOrDefault(n => !n.IsExtension));
        foreach (var operation in Operations)
        {
            if (NotAnObject(schema, operation) is not { } type)
                continue;
            var suffix = operation == OperationType.Query ? "" : " if provided";
            findings.Add($"{operation} root type must be Object type{suffix}, it cannot be {type}.", NodeOf(schema, operation) ?? (SyntaxNode?)(type.SyntaxNodes is [var first, ..] ? first : null));
        }

        foreach (var same in Operations.Where(o => schema.RootType(o) is not null).GroupBy(schema.RootType).Where(g => g.Skip(1).Any()))
        {
            string[] names = [.. same.Select(o => o.ToString().ToLowerInvariant())];
            var list = names.Length == 2 ? $"{names[0]} and {names[1]}" : $"{string.Join(", ", names[..^1])}, and {names[^1]}";
            findings.Add($"All root types must be different, \"{same.Key}\" type is used as {list} root types.", same.Select(o => NodeOf(schema, o)));
        }
    }

    /// <summary>What stands for a root in SDL without being an object type.</summary>
    private static NamedType? NotAnObject(Schema schema, OperationType operation)
    {
        if (schema.RootType(operation) is not null)
            return null;
        var name = NodeOf(schema, operation)?.Name.Value;
        if (name is null && schema.Source is not null && schema.SyntaxNodes.All(n => n.IsExtension))
            name = operation.ToString();
        return name is null ? null : schema.FindType(name);
    }

    private static NamedTypeNode? NodeOf(Schema schema, OperationType operation) =>
        schema.SyntaxNodes.SelectMany(n => n.OperationTypes).FirstOrDefault(o => o.Operation == operation)?.Type;
}
