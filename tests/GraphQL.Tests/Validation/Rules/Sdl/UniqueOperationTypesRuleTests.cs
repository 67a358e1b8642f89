using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules.Sdl;

public sealed class UniqueOperationTypesRuleTests
{
    [Theory]
    [InlineData("schema { query: A mutation: A } type A { a: Int } extend schema { subscription: A }")]
    public void One_type_each_is_fine(string text) => ExpectValidSdl(text);

    [Fact]
    public void Repeated_kinds_are_refused() =>
        ExpectSdlErrors(
            """
            schema { query: A query: B }
            type A { a: Int }
            type B { a: Int }
            extend schema { query: A }
            """,
            Error("There can be only one query type in schema.", (1, 10), (1, 19)),
            Error("There can be only one query type in schema.", (1, 10), (4, 17)));
}
