using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>The schema has a root type for every operation (spec 5.2.1).</summary>
internal sealed class KnownOperationTypesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.OperationEntered.Add(static (context, operation) =>
    {
        if (context.Schema.RootType(operation.Operation) is null)
            context.Report($"The {Keyword(operation.Operation)} operation is not supported by the schema.", operation.Start);
    });

    private static string Keyword(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };
}
