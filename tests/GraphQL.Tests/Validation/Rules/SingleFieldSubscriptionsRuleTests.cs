using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class SingleFieldSubscriptionsRuleTests
{
    [Theory]
    [InlineData("subscription { dealWon { id } }")]
    [InlineData("subscription S { ...F } fragment F on Subscription { dealWon { id } }")]
    [InlineData("subscription { dealWon { id } dealWon { title } }")]
    [InlineData("query { owners { __typename } company(id: 1) { id } }")]
    public void One_root_field_is_fine(string text) => ExpectValid(text);

    [Fact]
    public void Two_root_fields_are_refused() =>
        ExpectErrors(
            "subscription S { dealWon { id } dealLost { id } }",
            Error("""Subscription "S" must select only one top level field.""", (1, 33)));

    [Fact]
    public void Root_fields_in_fragments_count() =>
        ExpectErrors(
            """
            subscription { dealWon { id } ...F }
            fragment F on Subscription { dealLost { id } again: dealWon { id } }
            """,
            Error("Anonymous Subscription must select only one top level field.", (2, 30), (2, 46)));

    [Fact]
    public void Introspection_at_the_root_is_refused() =>
        ExpectErrors(
            "subscription S { __typename }",
            Error("""Subscription "S" must not select an introspection top level field.""", (1, 18)));

    [Fact]
    public void Conditions_at_the_root_are_refused() =>
        ExpectErrors(
            """
            subscription S($a: Boolean!) { dealWon @skip(if: $a) { id } ...F @include(if: $a) }
            fragment F on Subscription { dealLost { id } }
            """,
            Error("""Subscription "S" must not use `@skip` or `@include` directives in the top level selection.""", (1, 40), (1, 66)));

    [Fact]
    public void A_fragment_that_contains_itself_ends() =>
        ExpectErrors(
            """
            subscription { ...F }
            fragment F on Subscription { dealWon { id } ...F }
            """,
            Error("""Cannot spread fragment "F" within itself.""", (2, 45)));
}
