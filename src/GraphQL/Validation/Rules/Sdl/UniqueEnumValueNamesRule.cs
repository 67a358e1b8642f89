using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation.Rules.Sdl;

/// <summary>No two values of an enum have the same name (spec 3.9).</summary>
internal sealed class UniqueEnumValueNamesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var state = rules.State<Dictionary<(string Type, string Value), NameNode>>();
        rules.TypeDefinitionEntered.Add((context, node) =>
        {
            if (node is not EnumTypeDefinitionNode { Values.IsEmpty: false } definition)
                return;
            var type = definition.Name.Value;
            var existing = context.FindType(type) as EnumType;
            var known = context.State(state);
            foreach (var value in definition.Values)
            {
                var name = value.Name;
                if (existing?.FindByName(name.Value) is not null)
                    context.Report($"Enum value \"{type}.{name.Value}\" already exists in the schema. It cannot also be defined in this type extension.", name.Start);
                else if (!known.TryAdd((type, name.Value), name))
                    context.Report($"Enum value \"{type}.{name.Value}\" can only be defined once.", known[(type, name.Value)].Start, name.Start);
            }
        });
    }
}
