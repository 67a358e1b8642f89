using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class UniqueInputFieldNamesRuleTests
{
    [Theory]
    [InlineData("input I { a: I = {a: null, b: 1} b: Int }")]
    public void Different_fields_are_fine(string text) => ExpectValidSdl(text);

    [Fact]
    public void Repeated_fields_in_a_default_are_refused() =>
        ExpectSdlErrors(
            "input I { a: I = {b: 2, b: 1} b: Int }",
            Error("""There can be only one input field named "b".""", (1, 19), (1, 25)));
}
