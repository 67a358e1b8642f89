using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Only operations and fragments can be executed (spec 5.1.1).</summary>
internal sealed class ExecutableDefinitionsRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.DocumentEntered.Add(static (context, document) =>
    {
        foreach (var definition in document.Definitions)
        {
            var name = definition switch
            {
                OperationDefinitionNode or FragmentDefinitionNode => null,
                TypeDefinitionNode type => $"\"{type.Name.Value}\"",
                DirectiveDefinitionNode directive => $"\"{directive.Name.Value}\"",
                _ => "schema",
            };
            if (name is not null)
                context.Report($"The {name} definition is not executable.", definition.Start);
        }
    });
}
