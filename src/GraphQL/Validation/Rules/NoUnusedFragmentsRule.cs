using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Every fragment is used by an operation (spec 5.5.1.4).</summary>
internal sealed class NoUnusedFragmentsRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.DocumentLeft.Add(static (context, document) =>
    {
        if (context.Fragments.Count == 0)
            return;
        var used = context.Fragments
            .ReachableFrom(document.Definitions.OfType<OperationDefinitionNode>().Select(o => o.SelectionSet))
            .Select(f => f.Name.Value)
            .ToHashSet();
        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment && !used.Contains(fragment.Name.Value))
                context.Report($"Fragment \"{fragment.Name.Value}\" is never used.", fragment.Start);
        }
    });
}
