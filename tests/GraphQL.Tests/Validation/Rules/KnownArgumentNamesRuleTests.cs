using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class KnownArgumentNamesRuleTests
{
    [Theory]
    [InlineData("""{ parties(after: "a", first: 1) { name(full: true) @trace(level: 2, label: "x") } }""")]
    public void Arguments_in_any_order_are_known(string text) => ExpectValid(text);

    [Fact]
    public void Unknown_arguments_of_fields_are_refused() =>
        ExpectErrors(
            """{ parties(first: 1, afetr: "a") { id(zzz: 1) } }""",
            Error("""Unknown argument "afetr" on field "Query.parties". Did you mean "after"?""", (1, 21)),
            Error("""Unknown argument "zzz" on field "Party.id".""", (1, 38)));

    [Fact]
    public void Unknown_arguments_of_directives_are_refused() =>
        ExpectErrors(
            """{ owners @skip(if: true, unless: false) { __typename @trace(lable: "a") } }""",
            Error("""Unknown argument "unless" on directive "@skip".""", (1, 26)),
            Error("""Unknown argument "lable" on directive "@trace". Did you mean "label" or "level"?""", (1, 61)));
}
