using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.TypeSystem.Sdl;
using CrmGraph.GraphQL.Validation;
using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class KnownOperationTypesRuleTests
{
    [Theory]
    [InlineData("{ owners { __typename } }")]
    [InlineData("mutation { win(id: 1) { id } }")]
    [InlineData("subscription { dealLost { id } }")]
    public void Every_root_type_of_the_schema_can_be_used(string text) => ExpectValid(text);

    [Fact]
    public void An_operation_without_a_root_type_is_refused()
    {
        var schema = SdlSchemaBuilder.Build("type Query { a: Int }");

        var errors = DocumentValidator.Validate(schema, Parser.Parse(new SourceText("mutation { a }")));

        Assert.Equal("The mutation operation is not supported by the schema. (1:1)", Assert.Single(errors).ToString());
    }
}
