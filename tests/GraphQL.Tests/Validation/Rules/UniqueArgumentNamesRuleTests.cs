using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class UniqueArgumentNamesRuleTests
{
    [Theory]
    [InlineData("""{ on(text: "a", count: 1) { id @trace(label: "a", level: 1) } }""")]
    public void Different_arguments_are_fine(string text) => ExpectValid(text);

    [Fact]
    public void Repeated_arguments_are_refused_with_all_places() =>
        ExpectErrors(
            """{ on(text: "a", text: "b", text: "c") { id @trace(label: "a", label: "b") } }""",
            Error("""There can be only one argument named "text".""", (1, 6), (1, 17), (1, 28)),
            Error("""There can be only one argument named "label".""", (1, 51), (1, 63)));
}
