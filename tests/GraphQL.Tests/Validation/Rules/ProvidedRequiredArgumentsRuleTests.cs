using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class ProvidedRequiredArgumentsRuleTests
{
    [Theory]
    [InlineData("{ company(id: 1) { contacts { id @trace } } parties(first: 2) { id } }")]
    public void Defaults_and_nullable_arguments_may_be_left_out(string text) => ExpectValid(text);

    [Fact]
    public void Required_arguments_of_fields_are_asked_for() =>
        ExpectErrors(
            """{ company { id } parties(after: "a") { id } }""",
            Error("""Field "company" argument "id" of type "ID!" is required, but it was not provided.""", (1, 3)),
            Error("""Field "parties" argument "first" of type "Int!" is required, but it was not provided.""", (1, 18)));

    [Fact]
    public void Required_arguments_of_directives_are_asked_for() =>
        ExpectErrors(
            "{ owners @skip { __typename @tag } }",
            Error("""Directive "@skip" argument "if" of type "Boolean!" is required, but it was not provided.""", (1, 10)),
            Error("""Directive "@tag" argument "name" of type "String!" is required, but it was not provided.""", (1, 29)));
}
