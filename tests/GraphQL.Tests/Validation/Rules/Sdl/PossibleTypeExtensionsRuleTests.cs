using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class PossibleTypeExtensionsRuleTests
{
    [Theory]
    [InlineData("""type A { x: Int } extend type A { y: Int } scalar B extend scalar B @specifiedBy(url: "x")""")]
    public void Types_are_extended_by_their_kind(string text) => ExpectValidSdl(text);

    [Fact]
    public void Unknown_types_cannot_be_extended() =>
        ExpectSdlErrors(
            """
            type Known { x: Int }
            extend type Knwon { y: Int }
            """,
            Error("""Cannot extend type "Knwon" because it is not defined. Did you mean "Known"?""", (2, 13)));

    [Fact]
    public void The_kind_must_agree() =>
        ExpectSdlErrors(
            """
            type A { x: Int }
            extend input A { y: Int }
            extend enum A { Z }
            """,
            Error("""Cannot extend non-input object type "A".""", (1, 1), (2, 1)),
            Error("""Cannot extend non-enum type "A".""", (1, 1), (3, 1)));

    [Fact]
    public void The_kind_must_agree_with_the_extended_schema() =>
        ExpectSdlErrors("extend union Deal = Contact", Sales, Error("Cannot extend non-union type \"Deal\".", (1, 1)));
}
