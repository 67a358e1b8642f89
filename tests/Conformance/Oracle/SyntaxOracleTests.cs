using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Tests.Language;

namespace CrmGraph.Conformance.Oracle;

/// <summary>What is GraphQL at all, where it stops being so, and how it is printed.</summary>
public sealed class SyntaxOracleTests
{
    [Fact]
    public async Task Random_texts_are_accepted_refused_and_printed_as_the_reference_does()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var reference = await GraphQLJs.StartAsync(cancellationToken);
        var differences = new Differences();

        for (var i = 0; i < OracleRun.Documents / 3; i++)
        {
            var seed = OracleRun.FirstSeed + i;
            var dice = new Dice(seed);
            var random = new RandomDocument(seed);
            var text = seed % 3 == 0 ? random.TypeSystem() : random.Executable();
            if (seed % 2 == 0)
                text = Damage(text, dice);
            var (v16, v17) = await reference.AskAsync(new { op = "parse", document = text }, cancellationToken);
            Parser.TryParse(new SourceText(text), ParserOptions.Trusted, out var document, out var error);
            var about = $"seed {seed}:\n{text}";

            Finding[] ours = error is null ? [] : [Reply.Error(error)];
            differences.Compare("syntax, 17", Reply.Syntax(v17), ours, about);
            // 16 words some messages in another way.
            differences.CompareLocations("syntax, 16", Reply.Syntax(v16), ours, about);

            if (document is not null && v17.TryGetProperty("printed", out var printed))
                differences.Compare("printed document, 17", printed.GetString()!, Printer.Print(document), about);
        }

        differences.AssertNone();
    }

    // A character too many, too few or another one.
    private static string Damage(string text, Dice dice)
    {
        var at = dice.Below(text.Length);
        if (char.IsSurrogate(text[at]))
            return text;
        return dice.Below(3) switch
        {
            0 => text[..at] + text[(at + 1)..],
            1 => text[..at] + dice.Pick("{", "}", "(", "\"", "\\", "@", "$", "!", "0", ".", "é", "|", "&", ":", "?", "\u0000") + text[at..],
            _ => text[..at] + dice.Pick("{", "}", ")", "\"", "a", "1", "-", ".", "]", "\n") + text[(at + 1)..],
        };
    }
}
