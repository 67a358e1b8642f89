using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation;

/// <summary>The directives a document may use: those of the schema, and those that it defines itself.</summary>
internal sealed class DirectiveDefinitions
{
    private Dictionary<string, DirectiveDefinition>? own;

    public bool TryFind(ValidationContext context, string name, out DirectiveDefinition definition)
    {
        if ((own ??= Collect(context)).TryGetValue(name, out definition))
            return true;
        if (context.SchemaOrNull?.FindDirective(name) is not { } type)
            return false;
        definition = new DirectiveDefinition(type, null);
        return true;
    }

    private static Dictionary<string, DirectiveDefinition> Collect(ValidationContext context)
    {
        var found = new Dictionary<string, DirectiveDefinition>();
        if (!context.IsSdl)
            return found;
        if (context.SchemaOrNull is null)
        {
            foreach (var directive in SpecifiedDirectives.All)
                found[directive.Name] = new DirectiveDefinition(directive, null);
        }

        foreach (var definition in context.Document.Definitions)
        {
            if (definition is DirectiveDefinitionNode node)
                found[node.Name.Value] = new DirectiveDefinition(null, node);
        }

        return found;
    }
}
