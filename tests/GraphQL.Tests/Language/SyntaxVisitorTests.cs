using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Tests.Language;

public sealed class SyntaxVisitorTests
{
    private const string Text = "{ a { b c(d: 1) } e }";

    [Fact]
    public void Nodes_are_entered_and_left_in_source_order()
    {
        var walk = new Walk();

        Assert.True(walk.Visit(Parser.Parse(new SourceText(Text))));

        Assert.Equal("a b /b c d /d /c /a e /e", walk.ToString());
    }

    [Fact]
    public void Children_can_be_left_out()
    {
        var walk = new Walk(skip: "a");

        Assert.True(walk.Visit(Parser.Parse(new SourceText(Text))));

        Assert.Equal("a e /e", walk.ToString());
    }

    [Fact]
    public void A_walk_can_end_early_and_be_walked_again()
    {
        var walk = new Walk(end: "c");
        var document = Parser.Parse(new SourceText(Text));

        Assert.False(walk.Visit(document));
        Assert.False(walk.Visit(document));

        Assert.Equal("a b /b c a b /b c", walk.ToString());
        Assert.Equal([SyntaxKind.SelectionSet, SyntaxKind.Field, SyntaxKind.SelectionSet, SyntaxKind.OperationDefinition, SyntaxKind.Document], walk.Path);
    }

    [Fact]
    public void A_very_deep_tree_costs_no_stack()
    {
        TypeNode type = Parser.ParseType("ID");
        for (var i = 0; i < 200_000; i++)
            type = new ListTypeNode(type, 0, 0);

        Assert.True(new Walk().Visit(type));
    }

    private sealed class Walk(string? skip = null, string? end = null) : SyntaxVisitor
    {
        private readonly List<string> steps = [];

        public IReadOnlyList<SyntaxKind> Path { get; private set; } = [];

        public override string ToString() => string.Join(' ', steps);

        protected override Next Enter(SyntaxNode node)
        {
            if (Name(node) is not { } name)
                return Next.Children;
            steps.Add(name);
            Path = [.. Ancestors.Select(ancestor => ancestor.Kind)];
            return name == skip ? Next.Sibling : name == end ? Next.Nothing : Next.Children;
        }

        protected override void Leave(SyntaxNode node)
        {
            if (Name(node) is { } name)
                steps.Add("/" + name);
        }

        private static string? Name(SyntaxNode node) => node switch
        {
            FieldNode field => field.Name.Value,
            ArgumentNode argument => argument.Name.Value,
            _ => null,
        };
    }
}
