namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>Values of enums (spec 3.9).</summary>
internal static class EnumRules
{
    public static void Check(EnumType type, SchemaFindings findings)
    {
        if (type.Values.Length == 0)
            findings.Add($"Enum type {type} must define one or more values.", type.SyntaxNodes);
        foreach (var value in type.Values)
        {
            NameRules.Check(value.Name, value.SyntaxNode, findings);
            if (value.Name is "true" or "false" or "null")
                findings.Add($"Enum values cannot be named: {value.Name}", value.SyntaxNode);
        }

        foreach (var repeated in NameRules.Repeated(type.Values.Select(v => v.Name)))
            findings.Add($"Enum value \"{type}.{repeated}\" can only be defined once.", type.Values.Where(v => v.Name == repeated).Select(v => v.SyntaxNode));
    }
}
