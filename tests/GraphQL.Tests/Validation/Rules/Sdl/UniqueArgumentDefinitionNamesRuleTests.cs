using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class UniqueArgumentDefinitionNamesRuleTests
{
    [Theory]
    [InlineData("type A { a(b: Int, c: Int): Int d(b: Int): Int } directive @e(b: Int) on FIELD")]
    public void Different_arguments_are_fine(string text) => ExpectValidSdl(text);

    [Fact]
    public void Repeated_arguments_are_refused() =>
        ExpectSdlErrors(
            """
            type A { a(b: Int, b: Int): Int }
            directive @e(c: Int, c: Int) on FIELD
            """,
            Error("""Argument "A.a(b:)" can only be defined once.""", (1, 12), (1, 20)),
            Error("""Argument "@e(c:)" can only be defined once.""", (2, 14), (2, 22)));
}
