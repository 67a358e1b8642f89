using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.Tests.Language;

public sealed class LexerTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("42")]
    [InlineData("-9007199254740993")]
    public void An_integer_keeps_its_text(string text)
    {
        var value = Assert.IsType<IntValueNode>(Parser.ParseValue(text));

        Assert.Equal(text, value.Value);
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData("-1.50")]
    [InlineData("3e8")]
    [InlineData("6.02E+23")]
    [InlineData("1e-07")]
    public void A_float_keeps_its_text(string text)
    {
        var value = Assert.IsType<FloatValueNode>(Parser.ParseValue(text));

        Assert.Equal(text, value.Value);
    }

    [Theory]
    [InlineData("01", 1, 2, "Invalid number, unexpected digit after 0: \"1\".")]
    [InlineData("-01", 1, 3, "Invalid number, unexpected digit after 0: \"1\".")]
    [InlineData("00", 1, 2, "Invalid number, unexpected digit after 0: \"0\".")]
    [InlineData("1x", 1, 2, "Invalid number, expected digit but got: \"x\".")]
    [InlineData("0x1F", 1, 2, "Invalid number, expected digit but got: \"x\".")]
    [InlineData("1_000", 1, 2, "Invalid number, expected digit but got: \"_\".")]
    [InlineData("1.", 1, 3, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("1.e1", 1, 3, "Invalid number, expected digit but got: \"e\".")]
    [InlineData("1.2.3", 1, 4, "Invalid number, expected digit but got: \".\".")]
    [InlineData("1e", 1, 3, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("1e+", 1, 4, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("1.5a", 1, 4, "Invalid number, expected digit but got: \"a\".")]
    [InlineData("-", 1, 2, "Invalid number, expected digit but got: <EOF>.")]
    [InlineData("--1", 1, 2, "Invalid number, expected digit but got: \"-\".")]
    [InlineData("-\"", 1, 2, "Invalid number, expected digit but got: '\"'.")]
    [InlineData(".5", 1, 1, "Invalid number, expected digit before \".\", did you mean \"0.5\"?")]
    [InlineData("+1", 1, 1, "Unexpected character: \"+\".")]
    [InlineData("1é", 1, 2, "Unexpected character: U+00E9.")]
    public void A_malformed_number_is_refused(string text, int line, int column, string message) => Refused(text, line, column, message);

    [Theory]
    [InlineData("?", 1, 1, "Unexpected character: \"?\".")]
    [InlineData("\n\n  ?", 3, 3, "Unexpected character: \"?\".")]
    [InlineData("\r\r\n  %", 3, 3, "Unexpected character: \"%\".")]
    [InlineData("# 客户\r\n,\t~", 2, 3, "Unexpected character: \"~\".")]
    [InlineData("[\"🙂\" ?]", 1, 7, "Unexpected character: \"?\".")]
    [InlineData("'x'", 1, 1, "Unexpected single quote character ('), did you mean to use a double quote (\")?")]
    [InlineData(".", 1, 1, "Unexpected character: \".\".")]
    [InlineData("..", 1, 1, "Unexpected \"..\", did you mean \"...\"?")]
    [InlineData("...", 1, 1, "Unexpected \"...\".")]
    [InlineData("\0", 1, 1, "Unexpected character: U+0000.")]
    [InlineData("\u0007", 1, 1, "Unexpected character: U+0007.")]
    [InlineData("\u00A0", 1, 1, "Unexpected character: U+00A0.")]
    [InlineData("客", 1, 1, "Unexpected character: U+5BA2.")]
    [InlineData("🙂", 1, 1, "Unexpected character: U+1F642.")]
    [InlineData("\uFFFE", 1, 1, "Unexpected character: U+FFFE.")]
    [InlineData("", 1, 1, "Unexpected <EOF>.")]
    public void What_begins_no_token_is_refused(string text, int line, int column, string message) => Refused(text, line, column, message);

    [Theory]
    [InlineData("\uFEFF{ a }")]
    [InlineData("{\uFEFFa }")]
    [InlineData(",,{,a,},,")]
    [InlineData("\t{\r\na #comment }\n}")]
    [InlineData("#\u0001 nul\0 and 🙂\r{a}#")]
    public void Ignored_tokens_are_ignored(string text)
    {
        var document = Parser.Parse(new SourceText(text));

        Assert.Equal("{\n  a\n}", Printer.Print(document));
    }

    [Fact]
    public void Long_names_are_read_whole()
    {
        var name = "_" + new string('a', 100) + "9Z";

        Assert.Equal(name, Assert.IsType<EnumValueNode>(Parser.ParseValue(name)).Value);
    }

    [Fact]
    public void Equal_names_are_one_string()
    {
        var list = Assert.IsType<ListValueNode>(Parser.ParseValue("[stage stage 12 12]"));

        Assert.Same(((EnumValueNode)list.Items[0]).Value, ((EnumValueNode)list.Items[1]).Value);
        Assert.Same(((IntValueNode)list.Items[2]).Value, ((IntValueNode)list.Items[3]).Value);
    }

    [Theory]
    [InlineData(new byte[] { 0x7B, 0x61, 0x20, 0xFF, 0x7D }, 4, "FF")]
    [InlineData(new byte[] { 0x22, 0xC3, 0x22 }, 2, "C3")]
    [InlineData(new byte[] { 0x23, 0xED, 0xA0, 0x80 }, 2, "ED")]
    [InlineData(new byte[] { 0x22, 0xC0, 0x80, 0x22 }, 2, "C0")]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 }, 1, "F4")]
    public void Invalid_utf8_is_a_syntax_error_and_not_replaced(byte[] text, int column, string octet)
    {
        Assert.False(Parser.TryParse(new SourceText(text), ParserOptions.Default, out _, out var error));

        Assert.Equal($"Syntax Error: Invalid UTF-8 at byte 0x{octet}.", error.Message);
        Assert.Equal([new SourceLocation(1, column)], error.Locations);
    }

    internal static void Refused(string text, int line, int column, string message)
    {
        var error = Assert.Throws<SyntaxException>(() => Parser.ParseValue(text)).Error;

        Assert.Equal("Syntax Error: " + message, error.Message);
        Assert.Equal([new SourceLocation(line, column)], error.Locations);
        Assert.Equal(ErrorCodes.SyntaxError, error.Code);
    }
}
