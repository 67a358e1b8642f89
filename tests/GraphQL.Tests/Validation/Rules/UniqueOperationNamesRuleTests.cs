using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class UniqueOperationNamesRuleTests
{
    [Theory]
    [InlineData("query A { owners { __typename } } query B { owners { __typename } }")]
    [InlineData("query A { owners { ...A } } fragment A on Contact { id }")]
    public void Different_names_are_fine(string text) => ExpectValid(text);

    [Fact]
    public void A_name_used_again_is_refused_whatever_the_kind() =>
        ExpectErrors(
            """
            query A { owners { __typename } }
            mutation A { win(id: 1) { id } }
            query A { owners { __typename } }
            """,
            Error("""There can be only one operation named "A".""", (1, 7), (2, 10)),
            Error("""There can be only one operation named "A".""", (1, 7), (3, 7)));
}
