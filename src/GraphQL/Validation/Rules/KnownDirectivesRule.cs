namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Directives exist and stand where their definition allows (spec 5.7.1, 5.7.2).</summary>
internal sealed class KnownDirectivesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var defined = rules.State<DirectiveDefinitions>();
        rules.DirectiveEntered.Add((context, directive) =>
        {
            var name = directive.Name.Value;
            if (!context.State(defined).TryFind(context, name, out var definition))
                context.Report($"Unknown directive \"@{name}\".", directive.Start);
            else if (!definition.Allows(context.DirectiveLocation))
                context.Report($"Directive \"@{name}\" may not be used on {context.DirectiveLocation}.", directive.Start);
        });
    }
}
