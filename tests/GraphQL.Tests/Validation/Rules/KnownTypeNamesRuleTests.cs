using CrmGraph.GraphQL.Validation;
using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class KnownTypeNamesRuleTests
{
    [Theory]
    [InlineData("query ($a: String, $b: Stage) { on(text: $a, stage: $b) { id } node(id: 1) { ... on Deal { id } } }")]
    [InlineData("{ __schema { types { ...T } } } fragment T on __Type { name }")]
    public void Types_of_the_schema_and_of_introspection_are_known(string text) => ExpectValid(text);

    [Fact]
    public void Unknown_types_are_refused_with_a_guess() =>
        ExpectErrors(
            """
            query ($a: Stags) { node(id: 1) { ...on Contakt { id } ...F } on(stage: $a) { id } }
            fragment F on Zebra { id }
            """,
            Error("""Unknown type "Stags". Did you mean "Stage"?""", (1, 12)),
            Error("""Unknown type "Contakt". Did you mean "Contact"?""", (1, 41)),
            Error("""Unknown type "Zebra".""", (2, 15)));

    [Fact]
    public void Guesses_can_be_switched_off() =>
        ExpectErrors(
            "{ node(id: 1) { ... on Contakt { id } } }",
            new ValidationOptions { Suggestions = false },
            Error("Unknown type \"Contakt\".", (1, 24)));
}
