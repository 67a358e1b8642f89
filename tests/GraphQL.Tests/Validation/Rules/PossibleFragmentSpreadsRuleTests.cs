using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class PossibleFragmentSpreadsRuleTests
{
    [Theory]
    [InlineData("{ node(id: 1) { ... on Party { id } ... on Deal { id } ... on Owner { __typename } } }")]
    [InlineData("{ owners { ...C ...P } } fragment C on Contact { ... on Owner { __typename } } fragment P on Party { id }")]
    public void Overlapping_types_are_fine(string text) => ExpectValid(text);

    [Fact]
    public void An_object_is_not_another_object() =>
        ExpectErrors(
            "{ deal { ... on Contact { id } } }",
            Error("""Fragment cannot be spread here as objects of type "Deal" can never be of type "Contact".""", (1, 10)));

    [Fact]
    public void An_object_outside_a_union_is_refused() =>
        ExpectErrors(
            """
            { owners { ...D } }
            fragment D on Deal { id }
            """,
            Error("""Fragment "D" cannot be spread here as objects of type "Owner" can never be of type "Deal".""", (1, 12)));

    [Fact]
    public void An_interface_that_no_member_implements_is_refused() =>
        ExpectErrors(
            "{ deal { ... on Party { id } } }",
            Error("""Fragment cannot be spread here as objects of type "Deal" can never be of type "Party".""", (1, 10)));
}
