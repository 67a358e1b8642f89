using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Validation;
using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class MaxIntrospectionDepthRuleTests
{
    [Theory]
    [InlineData("{ __schema { types { fields { args { type { ofType { ofType { name } } } } } interfaces { name } } } }")]
    [InlineData("{ __schema { types { fields { type { fields { name } } } } } }")]
    [InlineData("""{ __type(name: "Deal") { fields { name } } x: __type(name: "Deal") { inputFields { name } } }""")]
    public void What_tools_ask_is_allowed(string text) => ExpectValid(text);

    [Theory]
    [InlineData("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }")]
    [InlineData("{ __schema { types { ...F } } } fragment F on __Type { possibleTypes { interfaces { inputFields { name } } } }")]
    [InlineData("{ __schema { types { fields { type { ...F } } ...F } } } fragment F on __Type { fields { type { fields { name } } } }")]
    public void Lists_of_lists_of_lists_are_refused(string text)
    {
        var error = Assert.Single(Validate(text));

        Assert.Equal("Maximum introspection depth exceeded (1:3)", error.ToString());
        Assert.Equal(ErrorCodes.LimitExceeded, error.Code);
    }

    [Fact]
    public void The_limit_can_be_changed() =>
        ExpectValid(
            "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
            new ValidationOptions { Limits = new ValidationLimits { MaxIntrospectionDepth = 3 } });

    [Fact]
    public void A_fragment_that_contains_itself_ends() =>
        Assert.Contains(
            Validate("{ __schema { types { ...F } } } fragment F on __Type { fields { type { ...F } } }"),
            e => e.Message == "Maximum introspection depth exceeded");
}
