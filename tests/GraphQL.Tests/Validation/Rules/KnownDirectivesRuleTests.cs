using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class KnownDirectivesRuleTests
{
    [Theory]
    [InlineData("""query ($a: Boolean! @trace) @trace { owners @skip(if: $a) { ...F @trace ... on Contact @include(if: $a) { id @tag(name: "x") } } } fragment F on Contact @trace { id }""")]
    public void Directives_stand_where_they_are_allowed(string text) => ExpectValid(text);

    [Fact]
    public void Unknown_directives_are_refused() =>
        ExpectErrors(
            "{ owners @live { __typename @cached } }",
            Error("""Unknown directive "@live".""", (1, 10)),
            Error("""Unknown directive "@cached".""", (1, 29)));

    [Fact]
    public void Places_are_checked() =>
        ExpectErrors(
            """
            query @skip(if: true) { ...F @tag(name: "x") }
            fragment F on Query @deprecated { owners { __typename } }
            """,
            Error("""Directive "@skip" may not be used on QUERY.""", (1, 7)),
            Error("""Directive "@tag" may not be used on FRAGMENT_SPREAD.""", (1, 30)),
            Error("""Directive "@deprecated" may not be used on FRAGMENT_DEFINITION.""", (2, 21)));

    [Fact]
    public void A_variable_definition_is_a_place() =>
        ExpectErrors(
            "subscription ($a: Stage @skip(if: true)) { dealWon(stage: $a) @trace { id } }",
            Error("""Directive "@skip" may not be used on VARIABLE_DEFINITION.""", (1, 25)));
}
