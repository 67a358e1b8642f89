using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Tests.Language;

public sealed class StringTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"plain text\"", "plain text")]
    [InlineData("\"客户 é 🙂\"", "客户 é 🙂")]
    [InlineData("\"a\tb\u0001\u007F\"", "a\tb\u0001\u007F")]
    [InlineData("""
        "\" \\ \/ \b \f \n \r \t"
        """, "\" \\ / \b \f \n \r \t")]
    [InlineData("""
        "\u0041\u00e9\u5BA2"
        """, "Aé客")]
    [InlineData("""
        "x\uD83D\uDE42y"
        """, "x🙂y")]
    [InlineData("""
        "\u{41}\u{1F642}\u{00061}\u{0}\u{10FFFF}"
        """, "A🙂a\0\U0010FFFF")]
    public void A_quoted_string_means_its_characters(string text, string expected)
    {
        var value = Assert.IsType<StringValueNode>(Parser.ParseValue(text));

        Assert.Equal(expected, value.Value);
        Assert.False(value.IsBlock);
    }

    [Theory]
    [InlineData("\"", 1, 2, "Unterminated string.")]
    [InlineData("\"abc", 1, 5, "Unterminated string.")]
    [InlineData("\"客户\nx\"", 1, 4, "Unterminated string.")]
    [InlineData("\"a\rb\"", 1, 3, "Unterminated string.")]
    [InlineData("\"a\\\"", 1, 5, "Unterminated string.")]
    [InlineData("\"a\\z\"", 1, 3, "Invalid character escape sequence: \"\\z\".")]
    [InlineData("\"a\\客\"", 1, 3, "Invalid character escape sequence: \"\\客\".")]
    [InlineData("\"\\", 1, 2, "Invalid character escape sequence: \"\\\".")]
    [InlineData("\"\\u1\"", 1, 2, "Invalid Unicode escape sequence: \"\\u1\"\".")]
    [InlineData("\"\\u00G1 x\"", 1, 2, "Invalid Unicode escape sequence: \"\\u00G1\".")]
    [InlineData("\"\\u", 1, 2, "Invalid Unicode escape sequence: \"\\u\".")]
    [InlineData("\"\\uD800 x\"", 1, 2, "Invalid Unicode escape sequence: \"\\uD800\".")]
    [InlineData("\"\\uDE42\\uD83D\"", 1, 2, "Invalid Unicode escape sequence: \"\\uDE42\".")]
    [InlineData("\"\\uD83D\\u0041\"", 1, 2, "Invalid Unicode escape sequence: \"\\uD83D\".")]
    [InlineData("\"\\uD83D\\n\"", 1, 2, "Invalid Unicode escape sequence: \"\\uD83D\".")]
    [InlineData("\"\\u{}\"", 1, 2, "Invalid Unicode escape sequence: \"\\u{}\".")]
    [InlineData("\"\\u{D83D}\"", 1, 2, "Invalid Unicode escape sequence: \"\\u{D83D}\".")]
    [InlineData("\"\\u{110000}\"", 1, 2, "Invalid Unicode escape sequence: \"\\u{110000}\".")]
    [InlineData("\"\\u{FFFFFFFFF}\"", 1, 2, "Invalid Unicode escape sequence: \"\\u{FFFFFFFF\".")]
    [InlineData("\"\\u{12\"", 1, 2, "Invalid Unicode escape sequence: \"\\u{12\"\".")]
    [InlineData("\"\"\"abc\n\"\"", 2, 3, "Unterminated string.")]
    [InlineData("\"\"\"abc\\\"\"\"", 1, 11, "Unterminated string.")]
    public void A_malformed_string_is_refused(string text, int line, int column, string message) =>
        LexerTests.Refused(text, line, column, message);

    [Theory]
    [InlineData("", "")]
    [InlineData(" \n\t\n ", "")]
    [InlineData("one line", "one line")]
    [InlineData(" leading blank stays", " leading blank stays")]
    [InlineData("\n  Hello\n    World\n\n  Bye\n  ", "Hello\n  World\n\nBye")]
    [InlineData("first\n    second\n  third", "first\n  second\nthird")]
    [InlineData("\n\n\n  a\n \n\n", "a")]
    [InlineData("\r\n  a\r  b\n  c", "a\nb\nc")]
    [InlineData("\n\ta\n\t\tb", "a\n\tb")]
    [InlineData("no \\n \\u0041 escapes", "no \\n \\u0041 escapes")]
    [InlineData("quotes \\\"\"\" inside", "quotes \"\"\" inside")]
    [InlineData("\\\"\"\"\\\"\"\"", "\"\"\"\"\"\"")]
    [InlineData("\n  客户\n  🙂", "客户\n🙂")]
    [InlineData("\n  trailing blanks  \n  x", "trailing blanks  \nx")]
    [InlineData("\u2028\n  x", "\u2028\nx")]
    public void A_block_string_loses_its_indentation(string raw, string expected)
    {
        var value = Assert.IsType<StringValueNode>(Parser.ParseValue($"\"\"\"{raw}\"\"\""));

        Assert.Equal(expected, value.Value);
        Assert.True(value.IsBlock);
    }

    [Theory]
    [InlineData("", "\"\"\"\"\"\"")]
    [InlineData("short", "\"\"\"short\"\"\"")]
    [InlineData(" blank first", "\"\"\" blank first\"\"\"")]
    [InlineData("two\nlines", "\"\"\"\ntwo\nlines\n\"\"\"")]
    [InlineData("ends in \"", "\"\"\"\nends in \"\n\"\"\"")]
    [InlineData("ends in \\", "\"\"\"\nends in \\\n\"\"\"")]
    [InlineData("has \"\"\" inside", "\"\"\"has \\\"\"\" inside\"\"\"")]
    [InlineData("ends in \"\"\"", "\"\"\"\nends in \\\"\"\"\n\"\"\"")]
    public void A_block_string_is_printed_so_that_it_reads_back(string value, string expected)
    {
        var printed = Printer.Print(new StringValueNode(value, true, 0, 0));

        Assert.Equal(expected, printed);
        Assert.Equal(value, Assert.IsType<StringValueNode>(Parser.ParseValue(printed)).Value);
    }

    [Fact]
    public void A_quoted_string_is_printed_with_escapes_for_control_characters_only()
    {
        var printed = Printer.Print(new StringValueNode("\"\\/\b\f\n\r\t\u0001\u007F\u009F é客🙂", false, 0, 0));

        Assert.Equal("""
            "\"\\/\b\f\n\r\t\u0001\u007F\u009F é客🙂"
            """, printed);
    }
}
