using CrmGraph.GraphQL.Language;

namespace CrmGraph.GraphQL.Tests.Language;

public sealed class RoundTripTests
{
    [Fact]
    public void A_printed_document_reads_back_as_the_same_document()
    {
        for (var seed = 0; seed < 1_000; seed++)
        {
            var random = new RandomDocument(seed);
            var text = seed % 2 == 0 ? random.Executable() : random.TypeSystem();

            var document = Parser.Parse(new SourceText(text), ParserOptions.Trusted);
            var printed = Printer.Print(document);
            var again = Parser.Parse(new SourceText(printed), ParserOptions.Trusted);

            Assert.Equal(printed, Printer.Print(again));
            Assert.Equal(Shape.Of(document), Shape.Of(again));
        }
    }

    [Fact]
    public void A_cut_document_is_refused_at_a_place_inside_it_or_still_a_document()
    {
        var refused = 0;
        for (var seed = 0; seed < 1_000; seed++)
        {
            var text = new RandomDocument(seed).Executable();
            var source = new SourceText(text[..(text.Length * (seed % 100) / 100)]);

            if (Parser.TryParse(source, ParserOptions.Trusted, out _, out var error))
                continue;
            refused++;
            Assert.StartsWith("Syntax Error: ", error.Message, StringComparison.Ordinal);
            Assert.InRange(error.Locations.Single().Line, 1, source.GetLocation(source.Utf8.Length).Line);
        }

        Assert.InRange(refused, 700, 1_000);
    }
}
