namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Leaves have no selection set, everything else has one (spec 5.3.3).</summary>
internal sealed class ScalarLeafsRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.FieldEntered.Add(static (context, field) =>
    {
        if (context.Type is not { } type)
            return;
        var isLeaf = type.IsLeaf;
        if (isLeaf == (field.SelectionSet is null))
            return;
        var name = field.Name.Value;
        if (isLeaf)
            context.Report($"Field \"{name}\" must not have a selection since type \"{type}\" has no subfields.", field.SelectionSet!.Start);
        else
            context.Report($"Field \"{name}\" of type \"{type}\" must have a selection of subfields. Did you mean \"{name} {{ ... }}\"?", field.Start);
    });
}
