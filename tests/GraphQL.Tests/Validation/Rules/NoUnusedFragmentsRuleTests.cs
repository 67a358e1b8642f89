using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class NoUnusedFragmentsRuleTests
{
    [Theory]
    [InlineData("{ owners { ...A } } fragment A on Contact { ...B } fragment B on Contact { id }")]
    public void Fragments_used_by_fragments_are_used(string text) => ExpectValid(text);

    [Fact]
    public void Fragments_that_no_operation_reaches_are_refused() =>
        ExpectErrors(
            """
            { owners { __typename } }
            fragment A on Contact { ...B }
            fragment B on Contact { id }
            """,
            Error("""Fragment "A" is never used.""", (2, 1)),
            Error("""Fragment "B" is never used.""", (3, 1)));
}
