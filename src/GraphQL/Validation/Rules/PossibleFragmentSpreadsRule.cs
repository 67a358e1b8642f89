using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>A fragment can apply where it stands: some object type fits both types (spec 5.5.2.3).</summary>
internal sealed class PossibleFragmentSpreadsRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        rules.InlineFragmentEntered.Add(static (context, fragment) =>
        {
            if (context.Type is NamedType { IsComposite: true } type && context.ParentType is { } parent && !Overlap(context.Schema, type, parent))
                context.Report($"Fragment cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", fragment.Start);
        });
        rules.SpreadEntered.Add(static (context, spread) =>
        {
            var name = spread.Name.Value;
            if (context.ParentType is { } parent
                && context.Fragments.Find(name) is { } fragment
                && context.FindType(fragment.TypeCondition.Name.Value) is { IsComposite: true } type
                && !Overlap(context.Schema, type, parent))
            {
                context.Report($"Fragment \"{name}\" cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", spread.Start);
            }
        });
    }

    private static bool Overlap(Schema schema, NamedType a, NamedType b)
    {
        if (ReferenceEquals(a, b))
            return true;
        if (a is ObjectType)
            return b is not ObjectType && schema.IsSubType(b, a);
        if (b is ObjectType)
            return schema.IsSubType(a, b);
        foreach (var possible in schema.PossibleTypes(a))
        {
            if (schema.IsSubType(b, possible))
                return true;
        }

        return false;
    }
}
