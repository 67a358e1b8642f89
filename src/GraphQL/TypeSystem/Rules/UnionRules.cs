using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>Members of unions (spec 3.8): at least one, objects, each once.</summary>
internal static class UnionRules
{
    public static void Check(Schema schema, UnionType union, SchemaFindings findings)
    {
        NamedTypeNode[] nodes = [.. union.SyntaxNodes.OfType<UnionTypeDefinitionNode>().SelectMany(n => n.Types)];
        if (union.Types.Length == 0 && nodes.Length == 0)
            findings.Add($"Union type {union} must define one or more member types.", union.SyntaxNodes);
        foreach (var repeated in NameRules.Repeated(nodes.Length > 0 ? nodes.Select(n => n.Name.Value) : union.Types.Select(t => t.Name)))
            findings.Add($"Union type {union} can only include type {repeated} once.", nodes.Where(n => n.Name.Value == repeated));
        foreach (var node in nodes.DistinctBy(n => n.Name.Value))
        {
            if (schema.FindType(node.Name.Value) is { } other and not ObjectType)
                findings.Add($"Union type {union} can only include Object types, it cannot include {other}.", nodes.Where(n => n.Name.Value == other.Name));
        }
    }
}
