using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class NoUnusedVariablesRuleTests
{
    [Theory]
    [InlineData("query ($a: Boolean!) { owners { __typename @include(if: $a) } }")]
    [InlineData("query ($a: Int) { ...F } fragment F on Query { ...G } fragment G on Query { on(count: $a) { id } }")]
    public void Use_in_a_directive_or_nested_fragment_is_use(string text) => ExpectValid(text);

    [Fact]
    public void An_unused_variable_is_refused() =>
        ExpectErrors(
            "query ($a: Int, $b: Int) { on(count: $a) { id } }",
            Error("""Variable "$b" is never used.""", (1, 17)));

    [Fact]
    public void The_operation_is_named() =>
        ExpectErrors(
            """
            query A($a: Int) { owners { __typename } }
            query B($a: Int) { on(count: $a) { id } }
            """,
            Error("""Variable "$a" is never used in operation "A".""", (1, 9)));
}
