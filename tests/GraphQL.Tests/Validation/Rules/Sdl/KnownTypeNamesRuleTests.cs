using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class KnownTypeNamesRuleTests
{
    [Theory]
    [InlineData("type A implements I { a(b: B): [A!] } interface I { a: Int } input B { c: ID d: Float e: Boolean } union U = A directive @x(y: String) on FIELD")]
    public void Own_and_standard_types_are_known(string text) => ExpectValidSdl(text);

    [Fact]
    public void Unknown_types_are_refused_with_a_guess() =>
        ExpectSdlErrors(
            """
            type Deal { a(b: Dael): [Bool] }
            union U = Zzzzz
            """,
            Error("""Unknown type "Dael". Did you mean "Deal"?""", (1, 18)),
            Error("""Unknown type "Bool".""", (1, 26)),
            Error("""Unknown type "Zzzzz".""", (2, 11)));
}
