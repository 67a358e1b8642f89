using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class KnownFragmentNamesRuleTests
{
    [Theory]
    [InlineData("{ owners { ...A } } fragment A on Contact { id }")]
    public void Known_fragments_can_be_spread(string text) => ExpectValid(text);

    [Fact]
    public void Unknown_fragments_are_refused() =>
        ExpectErrors(
            "{ owners { ...A ... on Contact { ...B } } }",
            Error("""Unknown fragment "A".""", (1, 15)),
            Error("""Unknown fragment "B".""", (1, 37)));
}
