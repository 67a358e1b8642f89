using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class UniqueInputFieldNamesRuleTests
{
    [Theory]
    [InlineData("{ company(id: 1) { contacts(where: {minDeals: 1, and: {minDeals: 1}}) { id } } }")]
    public void The_same_name_at_different_levels_is_fine(string text) => ExpectValid(text);

    [Fact]
    public void A_repeated_name_is_refused() =>
        ExpectErrors(
            """{ company(id: 1) { contacts(where: {minDeals: 1, name: "a", minDeals: 2}) { id } } }""",
            Error("""There can be only one input field named "minDeals".""", (1, 37), (1, 61)));
}
