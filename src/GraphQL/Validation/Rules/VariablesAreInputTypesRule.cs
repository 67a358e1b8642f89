namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Variables have input types (spec 5.8.2).</summary>
internal sealed class VariablesAreInputTypesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.VariableDefinitionEntered.Add(static (context, variable) =>
    {
        if (context.ResolveType(variable.Type) is { IsInputType: false } type)
            context.Report($"Variable \"${variable.Variable.Name.Value}\" cannot be non-input type \"{type}\".", variable.Type.Start);
    });
}
