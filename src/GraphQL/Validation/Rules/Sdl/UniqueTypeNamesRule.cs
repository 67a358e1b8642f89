using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules.Sdl;

/// <summary>No two types have the same name (spec 3.3).</summary>
internal sealed class UniqueTypeNamesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var state = rules.State<Dictionary<string, NameNode>>();
        rules.TypeDefinitionEntered.Add((context, node) =>
        {
            if (node.IsExtension)
                return;
            var name = node.Name;
            var known = context.State(state);
            if (context.FindType(name.Value) is not null)
                context.Report($"Type \"{name.Value}\" already exists in the schema. It cannot also be defined in this type definition.", name.Start);
            else if (!known.TryAdd(name.Value, name))
                context.Report($"There can be only one type named \"{name.Value}\".", known[name.Value].Start, name.Start);
        });
    }
}
