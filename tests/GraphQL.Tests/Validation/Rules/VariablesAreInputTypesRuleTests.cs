using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class VariablesAreInputTypesRuleTests
{
    [Theory]
    [InlineData("query ($a: Day, $b: Stage, $c: ContactFilter) { on(day: $a, stage: $b) { id } company(id: 1) { contacts(where: $c) { id } } }")]
    public void Scalars_enums_and_inputs_are_fine(string text) => ExpectValid(text);

    [Fact]
    public void Output_types_are_refused() =>
        ExpectErrors(
            "query ($a: [Deal!]) { on(text: $a) { id } }",
            Error("""Variable "$a" cannot be non-input type "[Deal!]".""", (1, 12)),
            Error("""Variable "$a" of type "[Deal!]" used in position expecting type "String".""", (1, 8), (1, 32)));
}
