using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Validation.Rules;

/// <summary>Every type that is named exists (spec 5.5.1.2, 3.1).</summary>
internal sealed class KnownTypeNamesRule : IValidationRule
{
    private static readonly string[] Standard =
    [
        "String", "Int", "Float", "Boolean", "ID",
        "__Schema", "__Directive", "__DirectiveLocation", "__Type", "__Field", "__InputValue", "__EnumValue", "__TypeKind",
    ];

    public void Register(RuleTableBuilder rules)
    {
        var defined = rules.State<DefinedTypes>();
        rules.NamedTypeEntered.Add((context, node) =>
        {
            var name = node.Name.Value;
            if (context.FindType(name) is not null || context.State(defined).Contains(context, name))
                return;
            var inSdl = context.Operation is null && context.Fragment is null;
            if (inSdl && Standard.Contains(name))
                return;
            IEnumerable<string> candidates = [.. context.SchemaOrNull is { } schema ? MetaFields.TypeNames(schema) : [], .. context.State(defined).Names(context)];
            var suggestions = context.Options.Suggestions ? Suggestions.For(name, inSdl ? [.. Standard, .. candidates] : candidates) : [];
            context.Report($"Unknown type \"{name}\"." + Suggestions.DidYouMean(suggestions), node.Start);
        });
    }

    /// <summary>The types that the document itself defines.</summary>
    private sealed class DefinedTypes
    {
        private HashSet<string>? names;

        public bool Contains(ValidationContext context, string name) => Names(context).Contains(name);

        public HashSet<string> Names(ValidationContext context) =>
            names ??= [.. context.Document.Definitions.OfType<TypeDefinitionNode>().Where(d => !d.IsExtension).Select(d => d.Name.Value)];
    }
}
