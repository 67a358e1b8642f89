namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Required arguments of directives are given (spec 5.4.3).</summary>
internal sealed class ProvidedRequiredArgumentsOnDirectivesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var defined = rules.State<DirectiveDefinitions>();
        rules.DirectiveLeft.Add((context, directive) =>
        {
            if (!context.State(defined).TryFind(context, directive.Name.Value, out var definition))
                return;
            foreach (var (name, type) in definition.RequiredArguments)
            {
                if (!directive.Arguments.Any(a => a.Name.Value == name))
                    context.Report($"Directive \"@{directive.Name.Value}\" argument \"{name}\" of type \"{type}\" is required, but it was not provided.", directive.Start);
            }
        });
    }
}
