using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class UniqueDirectiveNamesRuleTests
{
    [Theory]
    [InlineData("directive @a on FIELD directive @b on FIELD type a { x: Int }")]
    public void Different_names_are_fine(string text) => ExpectValidSdl(text);

    [Fact]
    public void One_name_for_two_directives_is_refused() =>
        ExpectSdlErrors(
            """
            directive @a on FIELD
            directive @a on QUERY
            """,
            Error("""There can be only one directive named "@a".""", (1, 12), (2, 12)));

    [Fact]
    public void A_directive_of_the_extended_schema_is_taken() =>
        ExpectSdlErrors(
            "directive @skip on FIELD",
            Sales,
            Error("Directive \"@skip\" already exists in the schema. It cannot be redefined.", (1, 12)));
}
