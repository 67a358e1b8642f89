using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Tests.Language;

public sealed class ParserTests
{
    [Fact]
    public void An_operation_is_located_from_its_first_to_its_last_token()
    {
        var outline = Outline.Of("  query Won($stage: [ID!]! = [\"won\"] @live) @cached(for: 5) { deal: opportunity(in: $stage) { id } } ");

        Assert.Equal("""
            Document   query Won($stage: [ID!]! = ["won"] @live) @cached(for: 5) { deal: opportunity(in: $stage) { id } } 
              OperationDefinition query Won($stage: [ID!]! = ["won"] @live) @cached(for: 5) { deal: opportunity(in: $stage) { id } }
                VariableDefinition $stage: [ID!]! = ["won"] @live
                  Variable $stage
                  NonNullType [ID!]!
                    ListType [ID!]
                      NonNullType ID!
                        NamedType ID
                  ListValue ["won"]
                    StringValue "won"
                  Directive @live
                Directive @cached(for: 5)
                  Argument for: 5
                    IntValue 5
                SelectionSet { deal: opportunity(in: $stage) { id } }
                  Field deal: opportunity(in: $stage) { id }
                    Argument in: $stage
                      Variable $stage
                    SelectionSet { id }
                      Field id
            """, outline, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void Fragments_and_values_are_located()
    {
        var outline = Outline.Of("{ ...Parts @a ... on Lead { x(v: { on: [null true WON -1 0.5] }) } ... { y } } fragment Parts on Lead @b { z }");

        Assert.Equal("""
            Document { ...Parts @a ... on Lead { x(v: { on: [null true WON -1 0.5] }) } ... { y } } fragment Parts on Lead @b { z }
              OperationDefinition { ...Parts @a ... on Lead { x(v: { on: [null true WON -1 0.5] }) } ... { y } }
                SelectionSet { ...Parts @a ... on Lead { x(v: { on: [null true WON -1 0.5] }) } ... { y } }
                  FragmentSpread ...Parts @a
                    Directive @a
                  InlineFragment ... on Lead { x(v: { on: [null true WON -1 0.5] }) }
                    NamedType Lead
                    SelectionSet { x(v: { on: [null true WON -1 0.5] }) }
                      Field x(v: { on: [null true WON -1 0.5] })
                        Argument v: { on: [null true WON -1 0.5] }
                          ObjectValue { on: [null true WON -1 0.5] }
                            ObjectField on: [null true WON -1 0.5]
                              ListValue [null true WON -1 0.5]
                                NullValue null
                                BooleanValue true
                                EnumValue WON
                                IntValue -1
                                FloatValue 0.5
                  InlineFragment ... { y }
                    SelectionSet { y }
                      Field y
              FragmentDefinition fragment Parts on Lead @b { z }
                NamedType Lead
                Directive @b
                SelectionSet { z }
                  Field z
            """, outline, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_description_belongs_to_the_operation_fragment_or_variable_behind_it()
    {
        var document = Parser.Parse(new SourceText("\"O\" query Q(\"V\" $v: Int) { a } \"\"\"F\"\"\" fragment F on T { a }"));

        var operation = Assert.IsType<OperationDefinitionNode>(document.Definitions[0]);
        var fragment = Assert.IsType<FragmentDefinitionNode>(document.Definitions[1]);
        Assert.Equal("O", operation.Description?.Value);
        Assert.Equal(0, operation.Start);
        Assert.Equal("V", operation.VariableDefinitions[0].Description?.Value);
        Assert.Equal(12, operation.VariableDefinitions[0].Start);
        Assert.Equal("F", fragment.Description?.Value);
        Assert.Equal(31, fragment.Start);
    }

    [Fact]
    public void Keywords_are_names_where_a_name_may_stand()
    {
        var document = Parser.Parse(new SourceText("query query { on: fragment(type: null) { ...type ... on on { true } } } fragment type on extend { on }"));

        Assert.Equal(
            "query query {\n  on: fragment(type: null) {\n    ...type\n    ... on on {\n      true\n    }\n  }\n}\n\nfragment type on extend {\n  on\n}",
            Printer.Print(document));
    }

    [Fact]
    public void The_shorthand_is_a_query_without_a_name()
    {
        var operation = Assert.IsType<OperationDefinitionNode>(Parser.Parse(new SourceText("{ a }")).Definitions[0]);

        Assert.True(operation.IsShorthand);
        Assert.Equal(OperationType.Query, operation.Operation);
        Assert.Null(operation.Name);
        Assert.Empty(operation.VariableDefinitions);
        Assert.Empty(operation.Directives);
    }

    [Theory]
    [InlineData("", 1, 1, "Unexpected <EOF>.")]
    [InlineData("# nothing\n", 2, 1, "Unexpected <EOF>.")]
    [InlineData("{", 1, 2, "Expected Name, found <EOF>.")]
    [InlineData("{}", 1, 2, "Expected Name, found \"}\".")]
    [InlineData("query", 1, 6, "Expected \"{\", found <EOF>.")]
    [InlineData("{ a", 1, 4, "Expected Name, found <EOF>.")]
    [InlineData("{ a() }", 1, 5, "Expected Name, found \")\".")]
    [InlineData("{ a { } }", 1, 7, "Expected Name, found \"}\".")]
    [InlineData("{ a(b) }", 1, 6, "Expected \":\", found \")\".")]
    [InlineData("{ a(b:) }", 1, 7, "Unexpected \")\".")]
    [InlineData("{ a: }", 1, 6, "Expected Name, found \"}\".")]
    [InlineData("{ ... on }", 1, 10, "Expected Name, found \"}\".")]
    [InlineData("{ ...on", 1, 8, "Expected Name, found <EOF>.")]
    [InlineData("{ a(b: {c}) }", 1, 10, "Expected \":\", found \"}\".")]
    [InlineData("{ a(b: [) }", 1, 9, "Unexpected \")\".")]
    [InlineData("{ \"a\" }", 1, 3, "Expected Name, found String \"a\".")]
    [InlineData("{ \"\"\"a\"\"\" }", 1, 3, "Expected Name, found BlockString \"a\".")]
    [InlineData("{ 1.5 }", 1, 3, "Expected Name, found Float \"1.5\".")]
    [InlineData("notAnOperation Foo { a }", 1, 1, "Unexpected Name \"notAnOperation\".")]
    [InlineData("fragment on on Lead { a }", 1, 10, "Unexpected Name \"on\".")]
    [InlineData("fragment F Lead { a }", 1, 12, "Expected \"on\", found Name \"Lead\".")]
    [InlineData("fragment F($v: Int) on Lead { a }", 1, 11, "Expected \"on\", found \"(\".")]
    [InlineData("query ($v: Int = $w) { a }", 1, 18, "Unexpected variable \"$w\" in constant value.")]
    [InlineData("query ($v: Int = [$]) { a }", 1, 19, "Unexpected \"$\".")]
    [InlineData("query ($v: Int @d(a: $w)) { a }", 1, 22, "Unexpected variable \"$w\" in constant value.")]
    [InlineData("query () { a }", 1, 8, "Expected \"$\", found \")\".")]
    [InlineData("query ($v) { a }", 1, 10, "Expected \":\", found \")\".")]
    [InlineData("query ($v: [Int) { a }", 1, 16, "Expected \"]\", found \")\".")]
    [InlineData("query ($v: Int!!) { a }", 1, 16, "Expected \"$\", found \"!\".")]
    [InlineData("\"d\" { a }", 1, 1, "Unexpected description, descriptions are not supported on shorthand queries.")]
    [InlineData("\"d\" extend type T { a: Int }", 1, 1, "Unexpected description, only GraphQL definitions support descriptions.")]
    [InlineData("\"d\" 5", 1, 5, "Unexpected Int \"5\".")]
    [InlineData("{ a } }", 1, 7, "Unexpected \"}\".")]
    public void What_is_not_GraphQL_is_refused_with_its_place(string text, int line, int column, string message)
    {
        Assert.False(Parser.TryParse(new SourceText(text), ParserOptions.Default, out var document, out var error));

        Assert.Null(document);
        Assert.Equal("Syntax Error: " + message, error.Message);
        Assert.Equal([new SourceLocation(line, column)], error.Locations);
        Assert.Equal(ErrorCodes.SyntaxError, error.Code);
    }

    [Fact]
    public void A_variable_is_no_constant_value()
    {
        Assert.IsType<VariableNode>(Parser.ParseValue("$v"));

        var error = Assert.Throws<SyntaxException>(() => Parser.ParseConstValue("[$v]")).Error;
        Assert.Equal("Syntax Error: Unexpected variable \"$v\" in constant value.", error.Message);
    }

    [Fact]
    public void Nothing_may_follow_a_value_or_type()
    {
        Assert.Equal("Syntax Error: Expected <EOF>, found Int \"2\".", Assert.Throws<SyntaxException>(() => Parser.ParseValue("1 2")).Message);
        Assert.Equal("Syntax Error: Expected <EOF>, found \"]\".", Assert.Throws<SyntaxException>(() => Parser.ParseType("ID]")).Message);
    }

    [Fact]
    public void A_type_reference_is_parsed_from_text()
    {
        Assert.Equal("[[ID!]]!", Printer.Print(Parser.ParseType(" [ [ ID ! ] ] ! ")));
    }
}
