using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>No two fragments have the same name (spec 5.5.1.1).</summary>
internal sealed class UniqueFragmentNamesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var names = rules.State<Dictionary<string, NameNode>>();
        rules.FragmentEntered.Add((context, fragment) =>
        {
            var known = context.State(names);
            if (!known.TryAdd(fragment.Name.Value, fragment.Name))
                context.Report($"There can be only one fragment named \"{fragment.Name.Value}\".", known[fragment.Name.Value].Start, fragment.Name.Start);
        });
    }
}
