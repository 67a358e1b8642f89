using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class ExecutableDefinitionsRuleTests
{
    [Theory]
    [InlineData("{ owners { ...F } } fragment F on Contact { id }")]
    public void Operations_and_fragments_are_executable(string text) => ExpectValid(text);

    [Fact]
    public void Type_definitions_are_refused_one_by_one() =>
        ExpectErrors(
            """
            { owners { __typename } }
            type Lead { id: ID }
            extend type Deal { lead: Lead }
            """,
            Error("""The "Lead" definition is not executable.""", (2, 1)),
            Error("""The "Deal" definition is not executable.""", (3, 1)));

    [Fact]
    public void A_schema_definition_has_no_name_to_show() =>
        ExpectErrors(
            """
            schema { query: Query }
            { owners { __typename } }
            """,
            Error("The schema definition is not executable.", (1, 1)));

    [Fact]
    public void A_directive_definition_is_refused() =>
        ExpectErrors(
            """
            { owners { __typename } }
            directive @x on FIELD
            """,
            Error("""The "x" definition is not executable.""", (2, 1)));
}
