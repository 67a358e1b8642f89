using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class UniqueTypeNamesRuleTests
{
    [Theory]
    [InlineData("type A { a: Int } enum B { C } extend type A { b: Int }")]
    public void Different_names_are_fine(string text) => ExpectValidSdl(text);

    [Fact]
    public void One_name_for_two_types_is_refused() =>
        ExpectSdlErrors(
            """
            type A { a: Int }
            enum A { B }
            """,
            Error("""There can be only one type named "A".""", (1, 6), (2, 6)));

    [Fact]
    public void A_type_of_the_extended_schema_is_taken() =>
        ExpectSdlErrors(
            "scalar Deal",
            Sales,
            Error("Type \"Deal\" already exists in the schema. It cannot also be defined in this type definition.", (1, 8)));
}
