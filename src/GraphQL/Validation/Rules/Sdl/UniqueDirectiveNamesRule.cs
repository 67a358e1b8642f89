using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules.Sdl;

/// <summary>No two directives have the same name (spec 3.13).</summary>
internal sealed class UniqueDirectiveNamesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var state = rules.State<Dictionary<string, NameNode>>();
        rules.DirectiveDefinitionEntered.Add((context, node) =>
        {
            var name = node.Name;
            var known = context.State(state);
            if (context.SchemaOrNull?.FindDirective(name.Value) is not null)
                context.Report($"Directive \"@{name.Value}\" already exists in the schema. It cannot be redefined.", name.Start);
            else if (!known.TryAdd(name.Value, name))
                context.Report($"There can be only one directive named \"@{name.Value}\".", known[name.Value].Start, name.Start);
        });
    }
}
