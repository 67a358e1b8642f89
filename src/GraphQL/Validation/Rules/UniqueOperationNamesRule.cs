using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>No two operations have the same name (spec 5.2.2).</summary>
internal sealed class UniqueOperationNamesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var names = rules.State<Dictionary<string, NameNode>>();
        rules.OperationEntered.Add((context, operation) =>
        {
            // A document with one definition has nothing to be compared with.
            if (context.Document.Definitions.Length == 1 || operation.Name is not { } name)
                return;
            var known = context.State(names);
            if (!known.TryAdd(name.Value, name))
                context.Report($"There can be only one operation named \"{name.Value}\".", known[name.Value].Start, name.Start);
        });
    }
}
