using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation.Rules.Sdl;

/// <summary>What is extended exists and is of the same kind (spec 3.4.3).</summary>
internal sealed class PossibleTypeExtensionsRule : IValidationRule
{
    public void Register(RuleTableBuilder rules)
    {
        var state = rules.State<Definitions>();
        rules.TypeDefinitionEntered.Add((context, node) =>
        {
            if (!node.IsExtension)
                return;
            var name = node.Name.Value;
            var defined = context.State(state).Of(context);
            var definition = defined.GetValueOrDefault(name);
            var existing = context.FindType(name);
            if (definition is null && existing is null)
            {
                IEnumerable<string> candidates = [.. defined.Keys, .. context.SchemaOrNull is { } schema ? MetaFields.TypeNames(schema) : []];
                context.Report(
                    $"Cannot extend type \"{name}\" because it is not defined." + Suggestions.DidYouMean(Suggestions.For(name, candidates)),
                    node.Name.Start);
                return;
            }

            if ((definition?.Kind ?? KindOf(existing!)) == node.Kind)
                return;
            var message = $"Cannot extend non-{Describe(node.Kind)} type \"{name}\".";
            if (definition is null)
                context.Report(message, node.Start);
            else
                context.Report(message, definition.Start, node.Start);
        });
    }

    private static SyntaxKind KindOf(NamedType type) => type switch
    {
        ScalarType => SyntaxKind.ScalarTypeDefinition,
        ObjectType => SyntaxKind.ObjectTypeDefinition,
        InterfaceType => SyntaxKind.InterfaceTypeDefinition,
        UnionType => SyntaxKind.UnionTypeDefinition,
        EnumType => SyntaxKind.EnumTypeDefinition,
        _ => SyntaxKind.InputObjectTypeDefinition,
    };

    private static string Describe(SyntaxKind kind) => kind switch
    {
        SyntaxKind.ScalarTypeDefinition => "scalar",
        SyntaxKind.ObjectTypeDefinition => "object",
        SyntaxKind.InterfaceTypeDefinition => "interface",
        SyntaxKind.UnionTypeDefinition => "union",
        SyntaxKind.EnumTypeDefinition => "enum",
        _ => "input object",
    };

    private sealed class Definitions
    {
        private Dictionary<string, TypeDefinitionNode>? byName;

        public Dictionary<string, TypeDefinitionNode> Of(ValidationContext context)
        {
            if (byName is not null)
                return byName;
            byName = [];
            foreach (var definition in context.Document.Definitions.OfType<TypeDefinitionNode>())
            {
                if (!definition.IsExtension)
                    byName[definition.Name.Value] = definition;
            }

            return byName;
        }
    }
}
