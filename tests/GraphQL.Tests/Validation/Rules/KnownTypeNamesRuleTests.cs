using CrmGraph.GraphQL.Validation;
using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class KnownTypeNamesRuleTests
{
    [Theory]
    [InlineData("""query ($b: String) { ...on Query { company(id: 1) { contacts(where: null) { id } } } x: company(id: 2) { contacts { name } } ...@include(if: true) { __typename } y: on(text: $b) { id } z: __type(name: "A") { ...T } w: company(id: 3) { id @tag(name: "x") } ...U @skip(if: false) } fragment T on __Type { name } fragment U on Query { u: on(text: $b) { id } v: company(id: 4) { contacts(where: {minDeals: 1, and: null}) { id } } n: node(id: "a") { id } ...V } fragment V on Query { owners { __typename } p: parties(first: 1) { id } a: __typename }""")]
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
