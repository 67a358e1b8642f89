namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Fragments that are spread exist (spec 5.5.2.1).</summary>
internal sealed class KnownFragmentNamesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.SpreadEntered.Add(static (context, spread) =>
    {
        if (context.Fragments.Find(spread.Name.Value) is null)
            context.Report($"Unknown fragment \"{spread.Name.Value}\".", spread.Name.Start);
    });
}
