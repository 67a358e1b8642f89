using System.Collections.Immutable;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules.Sdl;

/// <summary>No two arguments of a field or directive definition have the same name (spec 3.6.1, 3.13).</summary>
internal sealed class UniqueArgumentDefinitionNamesRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        rules.DirectiveDefinitionEntered.Add(static (context, node) => Check(context, $"@{node.Name.Value}", node.Arguments));
        rules.TypeDefinitionEntered.Add(static (context, node) =>
        {
            var fields = node switch
            {
                ObjectTypeDefinitionNode type => type.Fields,
                InterfaceTypeDefinitionNode type => type.Fields,
                _ => [],
            };
            foreach (var field in fields)
                Check(context, $"{node.Name.Value}.{field.Name.Value}", field.Arguments);
        });
    }

    private static void Check(ValidationContext context, string parent, ImmutableArray<InputValueDefinitionNode> arguments) =>
        RepeatedNames.Report(context, arguments, a => a.Name, name => $"Argument \"{parent}({name}:)\" can only be defined once.");
}
