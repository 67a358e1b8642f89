using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Rules;

/// <summary>Collects what type validation finds.</summary>
internal sealed class SchemaFindings(SourceText? source)
{
    private readonly List<GraphQLError> all = [];

    public IReadOnlyList<GraphQLError> All => all;

    /// <summary>A finding at those of the nodes that exist; without locations in a schema built from code.</summary>
    public void Add(string message, params IEnumerable<SyntaxNode?> nodes) => all.Add(new GraphQLError(message)
    {
        Locations = source is null ? [] : [.. nodes.OfType<SyntaxNode>().Select(n => source.GetLocation(n.Start))],
    });

    /// <summary>The use of <c>@deprecated</c> among directives.</summary>
    public static DirectiveNode? Deprecated(IEnumerable<DirectiveNode>? directives) =>
        directives?.FirstOrDefault(d => d.Name.Value == SpecifiedDirectives.Deprecated.Name);
}
