using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>An operation without a name is the only one (spec 5.2.3).</summary>
internal sealed class LoneAnonymousOperationRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.OperationEntered.Add(static (context, operation) =>
    {
        if (operation.Name is not null)
            return;
        foreach (var other in context.Document.Definitions)
        {
            if (other is OperationDefinitionNode && !ReferenceEquals(other, operation))
            {
                context.Report("This anonymous operation must be the only defined operation.", operation.Start);
                return;
            }
        }
    });
}
