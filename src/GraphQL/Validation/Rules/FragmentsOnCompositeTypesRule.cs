namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Fragments are on objects, interfaces and unions (spec 5.5.1.3).</summary>
internal sealed class FragmentsOnCompositeTypesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        rules.InlineFragmentEntered.Add(static (context, fragment) =>
        {
            if (fragment.TypeCondition is { } condition && context.FindType(condition.Name.Value) is { IsComposite: false } type)
                context.Report($"Fragment cannot condition on non composite type \"{type}\".", condition.Start);
        });
        rules.FragmentEntered.Add(static (context, fragment) =>
        {
            if (context.FindType(fragment.TypeCondition.Name.Value) is { IsComposite: false } type)
                context.Report($"Fragment \"{fragment.Name.Value}\" cannot condition on non composite type \"{type}\".", fragment.TypeCondition.Start);
        });
    }
}
