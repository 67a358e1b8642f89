namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>No two variables of an operation have the same name (spec 5.8.1).</summary>
internal sealed class UniqueVariableNamesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.OperationEntered.Add(static (context, operation) =>
    {
        if (operation.VariableDefinitions.Length > 1)
            RepeatedNames.Report(context, operation.VariableDefinitions, v => v.Variable.Name, name => $"There can be only one variable named \"${name}\".");
    });
}
