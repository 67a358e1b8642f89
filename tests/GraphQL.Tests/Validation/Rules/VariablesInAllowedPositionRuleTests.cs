using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class VariablesInAllowedPositionRuleTests
{
    [Theory]
    [InlineData("query ($a: Int!) { on(count: $a) { id } }")]
    [InlineData("query ($a: Int = 1) { parties(first: $a) { id } }")]
    [InlineData("query ($a: String) { parties(first: 1, after: $a) { id } }")]
    [InlineData("query ($a: [Stage!]!) { deal { notes(stages: $a) } }")]
    [InlineData("query ($a: Stage!) { deal { notes(stages: [$a]) } }")]
    [InlineData("query ($a: Int) { company(id: 1) { contacts(where: {minDeals: 1, limit: $a}) { id } } }")]
    [InlineData("query ($a: ID!) { deal(key: {id: $a}) { id } }")]
    [InlineData("query ($a: String) { deal(key: {names: [$a]}) { id } }")]
    public void Stricter_variables_and_defaults_fit(string text) => ExpectValid(text);

    [Fact]
    public void A_nullable_variable_for_a_required_argument_is_refused() =>
        ExpectErrors(
            "query ($a: Int) { parties(first: $a) { id } }",
            Error("""Variable "$a" of type "Int" used in position expecting type "Int!".""", (1, 8), (1, 34)));

    [Fact]
    public void A_null_default_does_not_help() =>
        ExpectErrors(
            "query ($a: Int = null) { parties(first: $a) { id } }",
            Error("""Variable "$a" of type "Int" used in position expecting type "Int!".""", (1, 8), (1, 41)));

    [Fact]
    public void Lists_and_items_differ() =>
        ExpectErrors(
            "query ($a: Stage, $b: [Stage]) { deal { x: notes(stages: $a) y: notes(stages: $b) } }",
            Error("""Variable "$a" of type "Stage" used in position expecting type "[Stage!]".""", (1, 8), (1, 58)),
            Error("""Variable "$b" of type "[Stage]" used in position expecting type "[Stage!]".""", (1, 19), (1, 79)));

    [Fact]
    public void Use_in_a_fragment_is_checked() =>
        ExpectErrors(
            """
            query ($a: String) { ...F }
            fragment F on Query { on(count: $a) { id } }
            """,
            Error("""Variable "$a" of type "String" used in position expecting type "Int".""", (1, 8), (2, 33)));

    [Fact]
    public void A_directive_is_a_position() =>
        ExpectErrors(
            "query ($a: Boolean) { owners @skip(if: $a) { __typename } }",
            Error("""Variable "$a" of type "Boolean" used in position expecting type "Boolean!".""", (1, 8), (1, 40)));

    [Fact]
    public void A_oneOf_field_needs_a_variable_that_is_never_null() =>
        ExpectErrors(
            "query ($a: ID, $b: Int = 3) { x: deal(key: {id: $a}) { id } y: dealStrictly(key: {number: $b}) { id } }",
            Error("""Variable "$a" is of type "ID" but must be non-nullable to be used for OneOf Input Object "DealKey".""", (1, 8), (1, 49)),
            Error("""Variable "$b" is of type "Int" but must be non-nullable to be used for OneOf Input Object "DealKey".""", (1, 16), (1, 91)));
}
