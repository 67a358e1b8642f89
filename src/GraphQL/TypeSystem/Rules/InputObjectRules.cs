namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>Fields of input objects, of OneOf input objects too (spec 3.10).</summary>
internal static class InputObjectRules
{
    public static void Check(InputObjectType type, SchemaFindings findings)
    {
        if (type.Fields.Length == 0)
            findings.Add($"Input Object type {type} must define one or more fields.", type.SyntaxNodes);
        foreach (var field in type.Fields)
        {
            var name = $"{type}.{field.Name}";
            NameRules.Check(field.Name, field.SyntaxNode, findings);
            if (!field.Type.IsInputType)
                findings.Add($"The type of {name} must be Input Type but got: {field.Type}.", field.SyntaxNode?.Type);
            if (field.IsRequired && field.DeprecationReason is not null)
            {
                findings.Add(
                    $"Required input field {name} cannot be deprecated.", SchemaFindings.Deprecated(field.SyntaxNode?.Directives), field.SyntaxNode?.Type);
            }

            DefaultValueRules.Check(name, field, findings);
            if (type.IsOneOf && field.Type is NonNullType)
                findings.Add($"OneOf input field {name} must be nullable.", field.SyntaxNode?.Type);
            if (type.IsOneOf && field.DefaultValue is not null)
                findings.Add($"OneOf input field {name} cannot have a default value.", field.SyntaxNode);
        }

        foreach (var repeated in NameRules.Repeated(type.Fields.Select(f => f.Name)))
            findings.Add($"Field \"{type}.{repeated}\" can only be defined once.", type.Fields.Where(f => f.Name == repeated).Select(f => f.SyntaxNode));
    }
}
