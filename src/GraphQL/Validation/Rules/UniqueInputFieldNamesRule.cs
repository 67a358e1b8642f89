using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>No two fields of an input object literal have the same name (spec 5.6.3).</summary>
internal sealed class UniqueInputFieldNamesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules) => rules.LiteralEntered.Add(static (context, value) =>
    {
        if (value is not ObjectValueNode { Fields.Length: > 1 } literal || !RepeatedNames.IsPossible(literal.Fields, static f => f.Name))
            return;
        var first = new Dictionary<string, NameNode>(literal.Fields.Length);
        foreach (var field in literal.Fields)
        {
            if (!first.TryAdd(field.Name.Value, field.Name))
                context.Report($"There can be only one input field named \"{field.Name.Value}\".", first[field.Name.Value].Start, field.Name.Start);
        }
    });
}
