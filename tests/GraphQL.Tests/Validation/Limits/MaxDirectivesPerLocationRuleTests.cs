using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Validation;
using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Limits;

public sealed class MaxDirectivesPerLocationRuleTests
{
    [Fact]
    public void A_few_directives_are_fine() =>
        ExpectValid("""{ owners { __typename @tag(name: "a") @tag(name: "b") @tag(name: "c") } }""");

    [Fact]
    public void More_than_the_limit_are_refused()
    {
        var options = new ValidationOptions { Limits = new ValidationLimits { MaxDirectivesPerLocation = 2 } };

        var error = Assert.Single(Validate("""{ owners { __typename @tag(name: "a") @tag(name: "b") @tag(name: "c") } }""", options));

        Assert.Equal("There are 3 directives at this location; at most 2 are allowed. (1:23)", error.ToString());
        Assert.Equal(ErrorCodes.LimitExceeded, error.Code);
    }
}
