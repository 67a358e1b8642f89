using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class UniqueEnumValueNamesRuleTests
{
    [Theory]
    [InlineData("enum A { B C } extend enum A { D } enum E { B }")]
    public void Different_values_are_fine(string text) => ExpectValidSdl(text);

    [Fact]
    public void Repeated_values_are_refused_across_extensions() =>
        ExpectSdlErrors(
            """
            enum A { B C B }
            extend enum A { C }
            """,
            Error("""Enum value "A.B" can only be defined once.""", (1, 10), (1, 14)),
            Error("""Enum value "A.C" can only be defined once.""", (1, 12), (2, 17)));

    [Fact]
    public void A_value_of_the_extended_schema_is_taken() =>
        ExpectSdlErrors(
            "extend enum Stage { WON }",
            Sales,
            Error("Enum value \"Stage.WON\" already exists in the schema. It cannot also be defined in this type extension.", (1, 21)));
}
