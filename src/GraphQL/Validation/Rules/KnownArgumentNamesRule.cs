using CrmGraph.GraphQL.Errors;
namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Arguments are defined by their field or directive (spec 5.4.1).</summary>
internal sealed class KnownArgumentNamesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        new KnownArgumentNamesOnDirectivesRule().Register(rules);
        rules.ArgumentEntered.Add(static (context, argument) =>
        {
            if (context.InDirective || context.Argument is not null || context.Field is not { } field)
                return;
            var name = argument.Name.Value;
            var suggestions = context.Options.Suggestions ? Suggestions.For(name, field.Arguments.Select(a => a.Name)) : [];
            context.Report($"Unknown argument \"{name}\" on field \"{context.ParentType}.{field.Name}\"." + Suggestions.DidYouMean(suggestions), argument.Start);
        });
    }
}
