using CrmGraph.GraphQL.Validation;
using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class NoSchemaIntrospectionCustomRuleTests
{
    [Theory]
    [InlineData("""{ __schema { queryType { name } } __type(name: "Deal") { name } }""")]
    public void Introspection_is_allowed_by_default(string text) => ExpectValid(text);

    [Fact]
    public void Switched_off_only_typename_remains() =>
        ExpectErrors(
            """{ __typename __type(name: "Deal") { kind } }""",
            new ValidationOptions { AllowIntrospection = false },
            Error("GraphQL introspection has been disabled, but the requested query contained the field \"__type\".", (1, 14)),
            Error("GraphQL introspection has been disabled, but the requested query contained the field \"kind\".", (1, 37)));
}
