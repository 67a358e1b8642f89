namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Variables that an operation defines are used by it, perhaps in a fragment (spec 5.8.4).</summary>
internal sealed class NoUnusedVariablesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.DocumentLeft.Add(static (context, _) =>
    {
        foreach (var walked in context.Operations)
        {
            var variables = walked.Operation.VariableDefinitions;
            if (variables.IsEmpty)
                continue;
            var used = new HashSet<string>(variables.Length);
            foreach (var usage in context.UsagesOf(walked))
                used.Add(usage.Node.Name.Value);
            foreach (var variable in variables)
            {
                var name = variable.Variable.Name.Value;
                if (used.Contains(name))
                    continue;
                var message = walked.Operation.Name is { } operationName
                    ? $"Variable \"${name}\" is never used in operation \"{operationName.Value}\"."
                    : $"Variable \"${name}\" is never used.";
                context.Report(walked.EnteredPosition, message, variable.Start);
            }
        }
    });
}
