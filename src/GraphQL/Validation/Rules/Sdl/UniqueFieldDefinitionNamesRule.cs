using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation.Rules.Sdl;

/// <summary>No two fields of a type have the same name (spec 3.6, 3.7, 3.10).</summary>
internal sealed class UniqueFieldDefinitionNamesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var state = rules.State<Dictionary<(string Type, string Field), NameNode>>();
        rules.TypeDefinitionEntered.Add((context, node) =>
        {
            var type = node.Name.Value;
            var known = context.State(state);
            foreach (var name in NamesOf(node))
            {
                if (HasField(context.FindType(type), name.Value))
                    context.Report($"Field \"{type}.{name.Value}\" already exists in the schema. It cannot also be defined in this type extension.", name.Start);
                else if (!known.TryAdd((type, name.Value), name))
                    context.Report($"Field \"{type}.{name.Value}\" can only be defined once.", known[(type, name.Value)].Start, name.Start);
            }
        });
    }

    private static IEnumerable<NameNode> NamesOf(TypeDefinitionNode node) => node switch
    {
        ObjectTypeDefinitionNode type => type.Fields.Select(f => f.Name),
        InterfaceTypeDefinitionNode type => type.Fields.Select(f => f.Name),
        InputObjectTypeDefinitionNode type => type.Fields.Select(f => f.Name),
        _ => [],
    };

    private static bool HasField(NamedType? type, string name) => type switch
    {
        FieldsType fields => fields.FindField(name) is not null,
        InputObjectType input => input.FindField(name) is not null,
        _ => false,
    };
}
