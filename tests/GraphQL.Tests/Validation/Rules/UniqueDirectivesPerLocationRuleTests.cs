using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class UniqueDirectivesPerLocationRuleTests
{
    [Theory]
    [InlineData("""{ owners { __typename @tag(name: "a") @tag(name: "b") @trace } }""")]
    public void Repeatable_directives_repeat(string text) => ExpectValid(text);

    [Fact]
    public void Others_do_not() =>
        ExpectErrors(
            """{ owners @trace @trace(label: "a") @trace { __typename } }""",
            Error("""The directive "@trace" can only be used once at this location.""", (1, 10), (1, 17)),
            Error("""The directive "@trace" can only be used once at this location.""", (1, 10), (1, 36)));
}
