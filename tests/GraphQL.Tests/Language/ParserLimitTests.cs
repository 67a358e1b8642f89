using System.Diagnostics;
using System.Text;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language;

namespace CrmGraph.GraphQL.Tests.Language;

public sealed class ParserLimitTests
{
    private const int Million = 1_000_000;

    public static TheoryData<string, string> Bombs => new()
    {
        { "", "{a       " },
        { "{a(b:", "[{a:     " },
        { "{a(b:", "[        " },
        { "{a(b:", "{a:      " },
        { "query($v:", "[        " },
        { "query($v:T=", "[        " },
        { "type T{a:", "[        " },
        { "input T{a:T=", "{a:      " },
        { "{", "...{     " },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_million_levels_are_refused_promptly(string start, string level)
    {
        var source = new SourceText(Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(level, Million))));
        var options = ParserOptions.Trusted;
        var watch = Stopwatch.StartNew();

        Assert.False(Parser.TryParse(source, options, out _, out var error));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), watch.Elapsed.ToString());
        Refused(error, "MaxDepth", 200, "Document is nested more than 200 levels deep. Parsing aborted.");
    }

    [Fact]
    public void A_million_braces_are_refused_promptly()
    {
        var source = new SourceText(new string('{', 10 * Million));
        var watch = Stopwatch.StartNew();

        Assert.False(Parser.TryParse(source, ParserOptions.Trusted, out _, out var error));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), watch.Elapsed.ToString());
        Assert.Equal("Syntax Error: Expected Name, found \"{\".", error.Message);
    }

    [Fact]
    public void A_limit_that_would_exhaust_the_stack_does_not()
    {
        var source = new SourceText("{a(b:" + new string('[', 10 * Million));

        Assert.False(Parser.TryParse(source, ParserOptions.Trusted with { MaxDepth = int.MaxValue }, out _, out var error));

        Assert.Equal(ErrorCodes.LimitExceeded, error.Code);
        Assert.Matches("^Document is nested more than [0-9]+ levels deep. Parsing aborted.$", error.Message);
    }

    [Fact]
    public void Depth_counts_levels_inside_one_another_only()
    {
        var options = new ParserOptions { MaxDepth = 3 };

        Parser.Parse(new SourceText("query($v: [[[ID]]]) { a(b: [[1]]) { c { d } e { f } } } { a(b: { c: [1] }) }"), options);

        Assert.False(Parser.TryParse(new SourceText("{ a { b { c { d } } } }"), options, out _, out var error));
        Refused(error, "MaxDepth", 3, "Document is nested more than 3 levels deep. Parsing aborted.");
        Assert.Equal([new SourceLocation(1, 13)], error.Locations);
        Assert.False(Parser.TryParse(new SourceText("{ a(b: [[{}]]) }"), options, out _, out error));
        Assert.Equal([new SourceLocation(1, 10)], error.Locations);
    }

    [Fact]
    public void Tokens_are_limited_and_comments_are_none()
    {
        var options = new ParserOptions { MaxTokens = 4 };

        Parser.Parse(new SourceText("{ a, b, # c d e\n}"), options);

        Assert.False(Parser.TryParse(new SourceText("{ a\nb c d }"), options, out _, out var error));
        Refused(error, "MaxTokens", 4, "Document contains more than 4 tokens. Parsing aborted.");
        Assert.Equal([new SourceLocation(2, 5)], error.Locations);
    }

    [Fact]
    public void Nodes_are_limited()
    {
        var options = new ParserOptions { MaxNodes = 4 };

        Parser.Parse(new SourceText("{ a b }"), options);

        Assert.False(Parser.TryParse(new SourceText("{ a b c }"), options, out _, out var error));
        Refused(error, "MaxNodes", 4, "Document contains more than 4 nodes. Parsing aborted.");
    }

    [Fact]
    public void Bytes_are_limited_before_anything_is_read()
    {
        var options = new ParserOptions { MaxBytes = 8 };

        Parser.Parse(new SourceText("{a b c }"), options);

        Assert.False(Parser.TryParse(new SourceText("\u0001\u0001 {客 户}"), options, out _, out var error));
        Refused(error, "MaxBytes", 8, "Document is longer than 8 bytes. Parsing aborted.");
    }

    [Fact]
    public void The_limits_unless_told_otherwise()
    {
        var manyFields = new SourceText("{" + string.Concat(Enumerable.Repeat("f ", 20_000)) + "}");
        var manyBytes = new SourceText("{ a }" + new string(' ', 1024 * 1024));

        Assert.False(Parser.TryParse(manyFields, ParserOptions.Default, out _, out var error));
        Refused(error, "MaxTokens", 20_000, "Document contains more than 20000 tokens. Parsing aborted.");
        Assert.False(Parser.TryParse(manyBytes, ParserOptions.Default, out _, out error));
        Refused(error, "MaxBytes", 1_048_576, "Document is longer than 1048576 bytes. Parsing aborted.");
        Assert.Equal(2 * 20_000 + 1, Printer.Print(Parser.Parse(manyFields, ParserOptions.Trusted)).Count(c => c is 'f' or '\n'));
    }

    private static void Refused(GraphQLError error, string limit, int maximum, string message)
    {
        Assert.Equal(message, error.Message);
        Assert.Equal(ErrorCodes.LimitExceeded, error.Code);
        Assert.Single(error.Locations);
        Assert.Equal(limit, error.Extensions?["limit"]);
        Assert.Equal(maximum, error.Extensions?["maximum"]);
    }
}
