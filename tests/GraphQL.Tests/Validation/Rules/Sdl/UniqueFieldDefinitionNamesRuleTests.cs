using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class UniqueFieldDefinitionNamesRuleTests
{
    [Theory]
    [InlineData("type A { a: Int } extend type A { b: Int } input B { a: Int }")]
    public void Different_fields_are_fine(string text) => ExpectValidSdl(text);

    [Fact]
    public void Repeated_fields_are_refused_across_extensions() =>
        ExpectSdlErrors(
            """
            type A { a: Int a: Int }
            extend type A { a: Int }
            input B { c: Int c: Int }
            """,
            Error("""Field "A.a" can only be defined once.""", (1, 10), (1, 17)),
            Error("""Field "A.a" can only be defined once.""", (1, 10), (2, 17)),
            Error("""Field "B.c" can only be defined once.""", (3, 11), (3, 18)));

    [Fact]
    public void A_field_of_the_extended_schema_is_taken() =>
        ExpectSdlErrors(
            "extend interface Node { id: ID }",
            Sales,
            Error("Field \"Node.id\" already exists in the schema. It cannot also be defined in this type extension.", (1, 25)));
}
