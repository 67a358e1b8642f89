using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Directives that are not repeatable stand once at one place (spec 5.7.3); all extensions of a type are one place.</summary>
internal sealed class UniqueDirectivesPerLocationRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var defined = rules.State<DirectiveDefinitions>();
        var byDefinition = rules.State<Dictionary<string, Dictionary<string, DirectiveNode>>>();
        rules.DirectivesEntered.Add((context, place) =>
        {
            var owner = place.Owner switch
            {
                SchemaDefinitionNode => "",
                TypeDefinitionNode type => type.Name.Value,
                _ => null,
            };
            if (owner is null && place.Directives.Length == 1)
                return;
            var seen = owner is null ? [] : SeenOn(context.State(byDefinition), owner);
            foreach (var directive in place.Directives)
            {
                var name = directive.Name.Value;
                if (!context.State(defined).TryFind(context, name, out var definition) || definition.IsRepeatable)
                    continue;
                if (!seen.TryAdd(name, directive))
                    context.Report($"The directive \"@{name}\" can only be used once at this location.", seen[name].Start, directive.Start);
            }
        });
    }

    private static Dictionary<string, DirectiveNode> SeenOn(Dictionary<string, Dictionary<string, DirectiveNode>> all, string owner) =>
        all.TryGetValue(owner, out var seen) ? seen : all[owner] = [];
}
