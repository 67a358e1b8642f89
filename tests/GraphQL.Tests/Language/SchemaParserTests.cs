using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Tests.Language;

public sealed class SchemaParserTests
{
    [Fact]
    public void Every_definition_is_located_from_its_description_on()
    {
        var outline = Outline.Of("\"d\" type Lead implements & Node & Named @key { \"f\" score(\"a\" of: Int = 1 @x): Float! @y }");

        Assert.Equal("""
            Document "d" type Lead implements & Node & Named @key { "f" score("a" of: Int = 1 @x): Float! @y }
              ObjectTypeDefinition "d" type Lead implements & Node & Named @key { "f" score("a" of: Int = 1 @x): Float! @y }
                StringValue "d"
                NamedType Node
                NamedType Named
                Directive @key
                FieldDefinition "f" score("a" of: Int = 1 @x): Float! @y
                  StringValue "f"
                  InputValueDefinition "a" of: Int = 1 @x
                    StringValue "a"
                    NamedType Int
                    IntValue 1
                    Directive @x
                  NonNullType Float!
                    NamedType Float
                  Directive @y
            """, outline, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void The_other_definitions_have_their_parts_in_order()
    {
        var outline = Outline.Of(
            "schema @s { query: Q } scalar S @a union U @b = | A | B enum E { \"v\" V @c } input I { a: Int } interface N implements M directive @d(a: Int) repeatable on | FIELD | ENUM");

        Assert.Equal("""
            SchemaDefinition schema @s { query: Q }
            Directive @s
            OperationTypeDefinition query: Q
            NamedType Q
            ScalarTypeDefinition scalar S @a
            Directive @a
            UnionTypeDefinition union U @b = | A | B
            Directive @b
            NamedType A
            NamedType B
            EnumTypeDefinition enum E { "v" V @c }
            EnumValueDefinition "v" V @c
            StringValue "v"
            Directive @c
            InputObjectTypeDefinition input I { a: Int }
            InputValueDefinition a: Int
            NamedType Int
            InterfaceTypeDefinition interface N implements M
            NamedType M
            DirectiveDefinition directive @d(a: Int) repeatable on | FIELD | ENUM
            InputValueDefinition a: Int
            NamedType Int
            """, string.Join('\n', outline.Split('\n').Skip(1).Select(line => line.Trim())), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("extend schema @a")]
    [InlineData("extend schema {\n  mutation: M\n}")]
    [InlineData("extend scalar S @a")]
    [InlineData("extend type T implements A & B")]
    [InlineData("extend type T @a")]
    [InlineData("extend interface T {\n  a: Int\n}")]
    [InlineData("extend union U = A | B")]
    [InlineData("extend enum E {\n  V\n}")]
    [InlineData("extend input I {\n  a: Int\n}")]
    public void Everything_but_directives_can_be_extended(string text)
    {
        var document = Parser.Parse(new SourceText(text));

        Assert.True(Assert.IsAssignableFrom<TypeSystemDefinitionNode>(Assert.Single(document.Definitions)).IsExtension);
        Assert.Equal(text, Printer.Print(document));
    }

    [Theory]
    [InlineData("extend schema", 14, "Unexpected <EOF>.")]
    [InlineData("extend scalar S", 16, "Unexpected <EOF>.")]
    [InlineData("extend type T", 14, "Unexpected <EOF>.")]
    [InlineData("extend interface T scalar S", 20, "Unexpected Name \"scalar\".")]
    [InlineData("extend union U", 15, "Unexpected <EOF>.")]
    [InlineData("extend enum E", 14, "Unexpected <EOF>.")]
    [InlineData("extend input I", 15, "Unexpected <EOF>.")]
    [InlineData("extend directive @a on FIELD", 8, "Unexpected Name \"directive\".")]
    [InlineData("extend Lead { a: Int }", 8, "Unexpected Name \"Lead\".")]
    [InlineData("type T {}", 9, "Expected Name, found \"}\".")]
    [InlineData("type T { a(): Int }", 12, "Expected Name, found \")\".")]
    [InlineData("type T { a }", 12, "Expected \":\", found \"}\".")]
    [InlineData("type T implements { a: Int }", 19, "Expected Name, found \"{\".")]
    [InlineData("type T implements A B { a: Int }", 21, "Unexpected Name \"B\".")]
    [InlineData("type T implements A, B { a: Int }", 22, "Unexpected Name \"B\".")]
    [InlineData("union U =", 10, "Expected Name, found <EOF>.")]
    [InlineData("union U = | | A", 13, "Expected Name, found \"|\".")]
    [InlineData("union U = A |", 14, "Expected Name, found <EOF>.")]
    [InlineData("enum E {}", 9, "Expected Name, found \"}\".")]
    [InlineData("enum E { true }", 10, "Name \"true\" is reserved and cannot be used for an enum value.")]
    [InlineData("enum E { null }", 10, "Name \"null\" is reserved and cannot be used for an enum value.")]
    [InlineData("input I { a(b: Int): Int }", 12, "Expected \":\", found \"(\".")]
    [InlineData("input I { a: Int = $v }", 20, "Unexpected variable \"$v\" in constant value.")]
    [InlineData("schema", 7, "Expected \"{\", found <EOF>.")]
    [InlineData("schema { read: Q }", 10, "Unexpected Name \"read\".")]
    [InlineData("schema { }", 10, "Expected Name, found \"}\".")]
    [InlineData("directive @a", 13, "Expected \"on\", found <EOF>.")]
    [InlineData("directive @a on FIELD | NOWHERE", 25, "Unexpected Name \"NOWHERE\".")]
    [InlineData("directive a on FIELD", 11, "Expected \"@\", found Name \"a\".")]
    [InlineData("directive @a on", 16, "Expected Name, found <EOF>.")]
    public void What_is_no_type_system_is_refused_with_its_place(string text, int column, string message)
    {
        Assert.False(Parser.TryParse(new SourceText(text), ParserOptions.Default, out _, out var error));

        Assert.Equal("Syntax Error: " + message, error.Message);
        Assert.Equal([new SourceLocation(1, column)], error.Locations);
    }

    [Theory]
    [InlineData("type T { a: Int }", "Syntax Error: Unexpected Name \"type\".")]
    [InlineData("{ a } extend schema @a", "Syntax Error: Unexpected Name \"extend\".")]
    [InlineData("\"d\" directive @a on FIELD", "Syntax Error: Unexpected description, only GraphQL definitions support descriptions.")]
    public void Type_system_definitions_can_be_switched_off(string text, string message)
    {
        Assert.False(Parser.TryParse(new SourceText(text), new ParserOptions { AllowTypeSystem = false }, out _, out var error));

        Assert.Equal(message, error.Message);
        Assert.Equal(ErrorCodes.SyntaxError, error.Code);
    }
}
