using CrmGraph.GraphQL.Errors;
namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Arguments of directives are defined by the directive (spec 5.4.1).</summary>
internal sealed class KnownArgumentNamesOnDirectivesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var defined = rules.State<DirectiveDefinitions>();
        rules.DirectiveEntered.Add((context, directive) =>
        {
            if (directive.Arguments.IsEmpty || !context.State(defined).TryFind(context, directive.Name.Value, out var definition))
                return;
            foreach (var argument in directive.Arguments)
            {
                var name = argument.Name.Value;
                if (definition.HasArgument(name))
                    continue;
                var suggestions = context.Options.Suggestions ? Suggestions.For(name, definition.ArgumentNames) : [];
                context.Report($"Unknown argument \"{name}\" on directive \"@{directive.Name.Value}\"." + Suggestions.DidYouMean(suggestions), argument.Start);
            }
        });
    }
}
