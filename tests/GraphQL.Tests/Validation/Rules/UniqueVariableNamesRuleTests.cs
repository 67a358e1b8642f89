using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class UniqueVariableNamesRuleTests
{
    [Theory]
    [InlineData("query ($a: Int, $b: Int) { x: on(count: $a) { id } y: on(count: $b) { id } }")]
    [InlineData("query A($a: Int) { on(count: $a) { id } } query B($a: Int) { on(count: $a) { id } }")]
    public void Different_names_are_fine(string text) => ExpectValid(text);

    [Fact]
    public void A_repeated_variable_is_refused_with_all_places() =>
        ExpectErrors(
            "query ($a: Int, $b: Int, $a: Int, $a: Int) { x: on(count: $a) { id } y: on(count: $b) { id } }",
            Error("""There can be only one variable named "$a".""", (1, 9), (1, 27), (1, 36)));
}
