using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class ProvidedRequiredArgumentsOnDirectivesRuleTests
{
    [Theory]
    [InlineData("directive @a(b: Int! = 1, c: Int) on OBJECT type T @a { x: Int }")]
    public void Defaults_may_be_left_out(string text) => ExpectValidSdl(text);

    [Fact]
    public void Required_arguments_are_asked_for() =>
        ExpectSdlErrors(
            """
            directive @a(b: [Int!]!) on OBJECT
            type T @a { x: Int }
            scalar S @specifiedBy
            """,
            Error("""Directive "@a" argument "b" of type "[Int!]!" is required, but it was not provided.""", (2, 8)),
            Error("""Directive "@specifiedBy" argument "url" of type "String!" is required, but it was not provided.""", (3, 10)));
}
