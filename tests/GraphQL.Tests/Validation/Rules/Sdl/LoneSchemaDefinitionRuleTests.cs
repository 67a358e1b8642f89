using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class LoneSchemaDefinitionRuleTests
{
    [Theory]
    [InlineData("type Query { a: Int }")]
    [InlineData("schema { query: Q } type Q { a: Int } extend schema { mutation: Q }")]
    public void None_or_one_is_fine(string text) => ExpectValidSdl(text);

    [Fact]
    public void Further_ones_are_refused() =>
        ExpectSdlErrors(
            """
            schema { query: Q }
            type Q { a: Int }
            schema { mutation: M }
            type M { a: Int }
            """,
            Error("Must provide only one schema definition.", (3, 1)));

    [Fact]
    public void An_extension_defines_no_schema() =>
        ExpectSdlErrors(
            "schema { query: Q } type Q { a: Int }",
            Sales,
            Error("Cannot define a new schema within a schema extension.", (1, 1)),
            Error("Type for query already defined in the schema. It cannot be redefined.", (1, 10)));
}
