namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>Fields of object and interface types (spec 3.6, 3.7).</summary>
internal static class FieldRules
{
    public static void Check(FieldsType type, SchemaFindings findings)
    {
        if (type.Fields.Length == 0)
            findings.Add($"Type {type} must define one or more fields.", type.SyntaxNodes);
        foreach (var field in type.Fields)
        {
            NameRules.Check(field.Name, field.SyntaxNode, findings);
            if (!field.Type.IsOutputType)
                findings.Add($"The type of {type}.{field.Name} must be Output Type but got: {field.Type}.", field.SyntaxNode?.Type);
            ArgumentRules.Check($"{type}.{field.Name}", field.Arguments, findings);
        }

        foreach (var repeated in NameRules.Repeated(type.Fields.Select(f => f.Name)))
            findings.Add($"Field \"{type}.{repeated}\" can only be defined once.", type.Fields.Where(f => f.Name == repeated).Select(f => f.SyntaxNode));
    }
}
