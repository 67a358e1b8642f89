using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class LoneAnonymousOperationRuleTests
{
    [Theory]
    [InlineData("{ owners { ...A } } fragment A on Contact { id }")]
    public void One_anonymous_operation_is_fine(string text) => ExpectValid(text);

    [Fact]
    public void Anonymous_beside_named_is_refused() =>
        ExpectErrors(
            """
            { owners { __typename } }
            query A { owners { __typename } }
            """,
            Error("This anonymous operation must be the only defined operation.", (1, 1)));

    [Fact]
    public void Two_anonymous_operations_are_both_refused() =>
        ExpectErrors(
            """
            { owners { __typename } }
            { owners { __typename } }
            """,
            Error("This anonymous operation must be the only defined operation.", (1, 1)),
            Error("This anonymous operation must be the only defined operation.", (2, 1)));
}
