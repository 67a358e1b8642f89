using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Validation;
using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Limits;

public sealed class MaxErrorsTests
{
    [Fact]
    public void Validation_stops_behind_the_limit()
    {
        var options = new ValidationOptions { Limits = new ValidationLimits { MaxErrors = 2 } };

        var errors = Validate("{ zzzz1 zzzz2 zzzz3 zzzz4 }", options);

        Assert.Equal(3, errors.Count);
        Assert.Equal("Too many validation errors, error limit reached. Validation aborted.", errors[2].ToString());
        Assert.Equal(ErrorCodes.LimitExceeded, errors[2].Code);
    }

    [Fact]
    public void An_error_shows_a_hundred_places_at_most()
    {
        var arguments = string.Concat(Enumerable.Range(0, 1_000).Select(i => " first: 1"));

        var error = Assert.Single(Validate("{ parties(" + arguments + ") { id } }"));

        Assert.Equal(100, error.Locations.Length);
    }
}
