using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class NoUndefinedVariablesRuleTests
{
    [Theory]
    [InlineData("query ($a: Int) { ...F } fragment F on Query { on(count: $a) { id } }")]
    [InlineData("query ($a: Boolean!) { owners @skip(if: $a) { __typename } }")]
    public void Variables_of_the_operation_reach_into_fragments(string text) => ExpectValid(text);

    [Fact]
    public void An_undefined_variable_is_refused() =>
        ExpectErrors(
            "{ on(count: $a) { id } }",
            Error("""Variable "$a" is not defined.""", (1, 13), (1, 1)));

    [Fact]
    public void Each_operation_answers_for_its_fragments() =>
        ExpectErrors(
            """
            query A($a: Int) { ...F }
            query B { ...F }
            fragment F on Query { on(count: $a) { id } }
            """,
            Error("""Variable "$a" is not defined by operation "B".""", (3, 33), (2, 1)));

    [Fact]
    public void Variables_inside_lists_and_objects_count() =>
        ExpectErrors(
            "query A { company(id: 1) { contacts(where: {minDeals: $a, tags: [$b]}) { id } } }",
            Error("""Variable "$a" is not defined by operation "A".""", (1, 55), (1, 1)),
            Error("""Variable "$b" is not defined by operation "A".""", (1, 66), (1, 1)));
}
