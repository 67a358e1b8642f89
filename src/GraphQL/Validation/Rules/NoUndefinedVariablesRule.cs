namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Variables that an operation uses, also through fragments, are defined by it (spec 5.8.3).</summary>
internal sealed class NoUndefinedVariablesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.DocumentLeft.Add(static (context, _) =>
    {
        foreach (var walked in context.Operations)
        {
            foreach (var usage in context.UsagesOf(walked))
            {
                var name = usage.Node.Name.Value;
                if (walked.FindVariable(name) is not null)
                    continue;
                var message = walked.Operation.Name is { } operationName
                    ? $"Variable \"${name}\" is not defined by operation \"{operationName.Value}\"."
                    : $"Variable \"${name}\" is not defined.";
                context.Report(walked.EnteredPosition, message, usage.Node.Start, walked.Operation.Start);
            }
        }
    });
}
