using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class UniqueArgumentNamesRuleTests
{
    [Theory]
    [InlineData("directive @a(b: Int, c: Int) on OBJECT type T @a(b: 1, c: 2) { x: Int }")]
    public void Different_arguments_are_fine(string text) => ExpectValidSdl(text);

    [Fact]
    public void Repeated_arguments_are_refused() =>
        ExpectSdlErrors(
            """
            directive @a(b: Int) on OBJECT
            type T @a(b: 1, b: 2) { x: Int }
            """,
            Error("""There can be only one argument named "b".""", (2, 11), (2, 17)));
}
