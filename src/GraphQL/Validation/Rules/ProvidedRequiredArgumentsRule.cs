using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Required arguments of fields and directives are given (spec 5.4.3).</summary>
internal sealed class ProvidedRequiredArgumentsRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        new ProvidedRequiredArgumentsOnDirectivesRule().Register(rules);
        rules.FieldLeft.Add(static (context, field) =>
        {
            if (context.Field is not { Arguments.IsEmpty: false } definition)
                return;
            foreach (var argument in definition.Arguments)
            {
                if (argument.IsRequired && !IsGiven(field, argument.Name))
                    context.Report($"Field \"{definition.Name}\" argument \"{argument.Name}\" of type \"{argument.Type}\" is required, but it was not provided.", field.Start);
            }
        });
    }

    private static bool IsGiven(FieldNode field, string name)
    {
        foreach (var argument in field.Arguments)
        {
            if (argument.Name.Value == name)
                return true;
        }

        return false;
    }
}
