using CrmGraph.GraphQL.Validation;
using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class NoDeprecatedCustomRuleTests
{
    [Theory]
    [InlineData("{ owners { ... on Contact { nickname } } on(stage: LOST) { notes(old: 1) } }")]
    public void Deprecated_things_may_be_used_by_default(string text) => ExpectValid(text);

    [Fact]
    public void A_strict_check_refuses_them() =>
        ExpectErrors(
            """
            { owners { ... on Contact { nickname } }
              on(stage: LOST) { notes(old: 1) }
              company(id: 1) { contacts(where: {minDeals: 1, legacy: "a"}) { id } } }
            """,
            new ValidationOptions { RefuseDeprecated = true },
            Error("The field Contact.nickname is deprecated. Use name.", (1, 29)),
            Error("""The enum value "Stage.LOST" is deprecated. Use WON with zero.""", (2, 13)),
            Error("""Field "Deal.notes" argument "old" is deprecated. Ignored.""", (2, 27)),
            Error("The input field ContactFilter.legacy is deprecated. Use name.", (3, 50)));
}
