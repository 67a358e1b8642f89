using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class UniqueFragmentNamesRuleTests
{
    [Theory]
    [InlineData("{ owners { ...A ...B } } fragment A on Contact { id } fragment B on Contact { id }")]
    public void Different_names_are_fine(string text) => ExpectValid(text);

    [Fact]
    public void A_name_used_again_is_refused() =>
        ExpectErrors(
            """
            { owners { ...A } }
            fragment A on Contact { id }
            fragment A on Company { id }
            """,
            Error("""There can be only one fragment named "A".""", (2, 10), (3, 10)));
}
