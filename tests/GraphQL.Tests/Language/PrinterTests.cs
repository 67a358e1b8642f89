using CrmGraph.GraphQL.Language;

namespace CrmGraph.GraphQL.Tests.Language;

public sealed class PrinterTests
{
    [Theory]
    [InlineData("query{a}", "{\n  a\n}")]
    [InlineData("query Q{a}", "query Q {\n  a\n}")]
    [InlineData("query($v:Int=1@d){a}", "query ($v: Int = 1 @d) {\n  a\n}")]
    [InlineData("query@d{a}", "query @d {\n  a\n}")]
    [InlineData("subscription S($a:[ID!]!,$b:I={x:1})@d(e:2){a}", "subscription S($a: [ID!]!, $b: I = { x: 1 }) @d(e: 2) {\n  a\n}")]
    [InlineData("\"d\"query{a}", "\"d\"\nquery {\n  a\n}")]
    [InlineData("query(\"v\"$v:Int){a}", "query (\n\"v\"\n$v: Int\n) {\n  a\n}")]
    [InlineData("{x:a(b:[],c:{},d:null)@e{f}}", "{\n  x: a(b: [], c: {  }, d: null) @e {\n    f\n  }\n}")]
    [InlineData("{...F@d,...on T@e{a},...{b}}", "{\n  ...F @d\n  ... on T @e {\n    a\n  }\n  ... {\n    b\n  }\n}")]
    [InlineData("fragment F on T@d{a}", "fragment F on T @d {\n  a\n}")]
    [InlineData("{a(b:\"\"\"x\ny\"\"\")}", "{\n  a(b: \"\"\"\n  x\n  y\n  \"\"\")\n}")]
    [InlineData("{a} {b}", "{\n  a\n}\n\n{\n  b\n}")]
    public void An_executable_document_is_printed(string text, string expected) =>
        Assert.Equal(expected, Printer.Print(Parser.Parse(new SourceText(text))));

    [Theory]
    [InlineData("schema@d{query:Q mutation:M}", "schema @d {\n  query: Q\n  mutation: M\n}")]
    [InlineData("\"d\"scalar S@a", "\"d\"\nscalar S @a")]
    [InlineData("type T", "type T")]
    [InlineData("type T implements&A&B@d{a:Int b(c:ID=1):[T!]@e}", "type T implements A & B @d {\n  a: Int\n  b(c: ID = 1): [T!] @e\n}")]
    [InlineData("type T{\"f\"a(\"x\"b:Int c:ID):Int}", "type T {\n  \"f\"\n  a(\n    \"x\"\n    b: Int\n    c: ID\n  ): Int\n}")]
    [InlineData("interface I implements A{a:Int}", "interface I implements A {\n  a: Int\n}")]
    [InlineData("union U@d=|A|B", "union U @d = A | B")]
    [InlineData("enum E{\"a\"A@d B}", "enum E {\n  \"a\"\n  A @d\n  B\n}")]
    [InlineData("input I{a:Int=1@d,\"b\"b:S}", "input I {\n  a: Int = 1 @d\n  \"b\"\n  b: S\n}")]
    [InlineData("directive@d(a:Int)repeatable on|FIELD|ENUM", "directive @d(a: Int) repeatable on FIELD | ENUM")]
    [InlineData("\"\"\"\nMany\nlines\n\"\"\"type T{\"\"\"\nfield\n text\n\"\"\"a:Int}",
        "\"\"\"\nMany\nlines\n\"\"\"\ntype T {\n  \"\"\"\n  field\n   text\n  \"\"\"\n  a: Int\n}")]
    public void A_type_system_document_is_printed(string text, string expected) =>
        Assert.Equal(expected, Printer.Print(Parser.Parse(new SourceText(text))));

    [Fact]
    public void Arguments_are_wrapped_when_the_line_is_longer_than_80()
    {
        var fits = "{ " + new string('f', 40) + "(a: \"" + new string('x', 33) + "\") }";
        var tooLong = "{ " + new string('f', 40) + "(a: \"" + new string('x', 34) + "\", b: 1) }";

        Assert.Equal(3, Printer.Print(Parser.Parse(new SourceText(fits))).Split('\n').Length);
        Assert.Equal(
            $"{{\n  {new string('f', 40)}(\n    a: \"{new string('x', 34)}\"\n    b: 1\n  )\n}}",
            Printer.Print(Parser.Parse(new SourceText(tooLong))));
    }

    [Fact]
    public void Long_lists_and_objects_are_wrapped()
    {
        var word = new string('x', 50);

        var printed = Printer.Print(Parser.ParseValue($"[{{a: {word}, b: {word}}}, 1]"));

        Assert.Equal($"[\n  {{\n    a: {word}\n    b: {word}\n  }}\n  1\n]", printed);
    }
}
