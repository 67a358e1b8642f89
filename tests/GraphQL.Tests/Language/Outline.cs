using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Tests.Language;

/// <summary>The nodes of a tree, one a line: two blanks for each level, the kind, and the text the node covers.</summary>
internal sealed class Outline : SyntaxVisitor
{
    private readonly List<string> lines = [];
    private readonly string source;

    private Outline(string source) => this.source = source;

    public static string Of(string source)
    {
        var outline = new Outline(source);
        outline.Visit(Parser.Parse(new SourceText(source)));
        return string.Join('\n', outline.lines);
    }

    protected override Next Enter(SyntaxNode node)
    {
        lines.Add($"{new string(' ', 2 * Ancestors.Count)}{node.Kind} {source[node.Start..node.End]}");
        return Next.Children;
    }
}
