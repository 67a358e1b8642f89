using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class FragmentsOnCompositeTypesRuleTests
{
    [Theory]
    [InlineData("{ owners { ... on Contact { id } ... on Node { id } ... on Owner { __typename } } }")]
    public void Objects_interfaces_and_unions_can_be_asked(string text) => ExpectValid(text);

    [Fact]
    public void Leaves_and_inputs_cannot() =>
        ExpectErrors(
            """
            { owners { ... on Stage { id } ...F } }
            fragment F on ContactFilter { id }
            """,
            Error("""Fragment cannot condition on non composite type "Stage".""", (1, 19)),
            Error("""Fragment "F" cannot condition on non composite type "ContactFilter".""", (2, 15)));
}
