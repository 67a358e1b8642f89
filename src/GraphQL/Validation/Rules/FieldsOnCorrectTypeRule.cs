using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Selected fields exist on their parent type (spec 5.3.1).</summary>
internal sealed class FieldsOnCorrectTypeRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.FieldEntered.Add(static (context, field) =>
    {
        if (context.Field is null && context.ParentType is { } parent)
            context.Report($"Cannot query field \"{field.Name.Value}\" on type \"{parent}\"." + Suggest(context, parent, field.Name.Value), field.Start);
    });

    private static string Suggest(ValidationContext context, NamedType parent, string name)
    {
        if (!context.Options.Suggestions)
            return "";
        var types = Suggestions.DidYouMean(TypesWith(context.Schema, parent, name), "to use an inline fragment on ");
        return types.Length > 0 || parent is not FieldsType type
            ? types
            : Suggestions.DidYouMean(Suggestions.For(name, type.Fields.Select(f => f.Name)));
    }

    /// <summary>The possible types that have the field and their interfaces that do; what covers most comes first.</summary>
    private static string[] TypesWith(Schema schema, NamedType parent, string name)
    {
        if (parent is ObjectType)
            return [];
        var uses = new OrderedDictionary<FieldsType, int>();
        foreach (var possible in schema.PossibleTypes(parent))
        {
            if (possible.FindField(name) is null)
                continue;
            uses[possible] = 1;
            foreach (var implemented in possible.Interfaces)
            {
                if (implemented.FindField(name) is not null)
                    uses[implemented] = uses.GetValueOrDefault(implemented) + 1;
            }
        }

        var types = uses.Keys.ToArray();
        Array.Sort(types, (a, b) =>
            uses[a] != uses[b] ? uses[b].CompareTo(uses[a])
            : a is InterfaceType && schema.IsSubType(a, b) ? -1
            : b is InterfaceType && schema.IsSubType(b, a) ? 1
            : NaturalOrder.Compare(a.Name, b.Name));
        return Array.ConvertAll(types, t => t.Name);
    }
}
