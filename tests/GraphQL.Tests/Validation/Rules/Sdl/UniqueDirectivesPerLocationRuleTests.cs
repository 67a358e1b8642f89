using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class UniqueDirectivesPerLocationRuleTests
{
    [Theory]
    [InlineData("directive @a on OBJECT directive @b repeatable on OBJECT type T @a @b @b { x: Int } type U @a { x: Int }")]
    public void Once_or_repeatable_is_fine(string text) => ExpectValidSdl(text);

    [Fact]
    public void A_type_and_its_extensions_are_one_place() =>
        ExpectSdlErrors(
            """
            directive @a on OBJECT
            type T @a { x: Int }
            extend type T @a
            """,
            Error("""The directive "@a" can only be used once at this location.""", (2, 8), (3, 15)));
}
