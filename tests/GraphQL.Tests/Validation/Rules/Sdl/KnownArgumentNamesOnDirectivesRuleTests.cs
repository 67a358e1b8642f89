using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class KnownArgumentNamesOnDirectivesRuleTests
{
    [Theory]
    [InlineData("""directive @a(label: Int) on OBJECT type T @a(label: 1) { x: Int @deprecated(reason: "y") }""")]
    public void Known_arguments_are_fine(string text) => ExpectValidSdl(text);

    [Fact]
    public void Unknown_arguments_are_refused() =>
        ExpectSdlErrors(
            """
            directive @a(label: Int) on OBJECT
            type T @a(lable: 1) { x: Int @deprecated(because: "y") }
            """,
            Error("""Unknown argument "lable" on directive "@a". Did you mean "label"?""", (2, 11)),
            Error("""Unknown argument "because" on directive "@deprecated".""", (2, 42)));
}
