using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules.Sdl;

/// <summary>Each kind of operation has one root type (spec 3.3.1).</summary>
internal sealed class UniqueOperationTypesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var state = rules.State<Dictionary<OperationType, OperationTypeDefinitionNode>>();
        rules.SchemaDefinitionEntered.Add((context, node) =>
        {
            var known = context.State(state);
            foreach (var definition in node.OperationTypes)
            {
                if (context.SchemaOrNull?.RootType(definition.Operation) is not null)
                    context.Report($"Type for {Keyword(definition.Operation)} already defined in the schema. It cannot be redefined.", definition.Start);
                else if (!known.TryAdd(definition.Operation, definition))
                    context.Report($"There can be only one {Keyword(definition.Operation)} type in schema.", known[definition.Operation].Start, definition.Start);
            }
        });
    }

    private static string Keyword(OperationType operation) => operation switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };
}
