using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>Directive definitions (spec 3.13).</summary>
internal static class DirectiveRules
{
    public static void Check(DirectiveType directive, SchemaFindings findings)
    {
        NameRules.Check(directive.Name, directive.SyntaxNode, findings);
        if (directive.Locations.Length == 0)
            findings.Add($"Directive @{directive.Name} must include 1 or more locations.", directive.SyntaxNode);
        foreach (var location in directive.Locations)
        {
            if (IntrospectionEnums.DirectiveLocation.FindByName(location) is null)
                findings.Add($"Directive @{directive.Name} has the location \"{location}\", which does not exist.", directive.SyntaxNode);
        }

        ArgumentRules.Check($"@{directive.Name}", directive.Arguments, findings);
        if (IsReached(directive, directive))
            findings.Add($"Directive @{directive.Name} cannot refer to itself.", directive.SyntaxNode);
    }

    /// <summary>Whether an argument of the directive carries the directive, by itself or in the types it is made of.</summary>
    private static bool IsReached(DirectiveType target, DirectiveType directive)
    {
        var seen = new HashSet<NamedType>();
        var pending = new Queue<NamedType>();
        foreach (var argument in directive.Arguments)
        {
            if (Uses(argument.SyntaxNode?.Directives, target))
                return true;
            pending.Enqueue(argument.Type.Named);
        }

        while (pending.TryDequeue(out var type))
        {
            if (!seen.Add(type))
                continue;
            if (type.SyntaxNodes.Any(n => Uses(n.Directives, target)))
                return true;
            if (type is EnumType enumType && enumType.Values.Any(v => Uses(v.SyntaxNode?.Directives, target)))
                return true;
            foreach (var field in (type as InputObjectType)?.Fields ?? [])
            {
                if (Uses(field.SyntaxNode?.Directives, target))
                    return true;
                pending.Enqueue(field.Type.Named);
            }
        }

        return false;
    }

    private static bool Uses(IEnumerable<DirectiveNode>? directives, DirectiveType target) => directives?.Any(d => d.Name.Value == target.Name) ?? false;
}
