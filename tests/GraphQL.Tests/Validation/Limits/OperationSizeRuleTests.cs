using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Validation;
using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Limits;

public sealed class OperationSizeRuleTests
{
    [Fact]
    public void Depth_counts_fields_through_fragments()
    {
        var limits = new ValidationLimits { MaxDepth = 4 };

        Assert.Empty(Validate("{ deal { contact { company { id } } } }", With(limits)));
        Expect("The operation is more than 4 levels deep. (1:1)", "{ deal { contact { company { parent { id } } } } }", limits);
        Expect("The operation is more than 4 levels deep. (1:1)", "{ deal { ...D } } fragment D on Deal { contact { company { ... on Company { parent { id } } } } }", limits);
    }

    [Fact]
    public void Fields_of_introspection_do_not_count_towards_the_depth()
    {
        var limits = new ValidationLimits { MaxDepth = 2 };

        Assert.Empty(Validate("{ __schema { types { fields { type { ofType { ofType { ofType { name } } } } } } } }", With(limits)));
    }

    [Fact]
    public void Fields_are_counted_through_fragments()
    {
        var limits = new ValidationLimits { MaxFields = 5 };

        Assert.Empty(Validate("{ deal { ...D ...D } } fragment D on Deal { id title }", With(limits)));
        Expect("The operation selects more than 5 fields. (1:1)", "{ deal { ...D ...D id } } fragment D on Deal { id title }", limits);
    }

    [Fact]
    public void Fragments_that_double_each_other_are_measured_in_linear_time()
    {
        var chain = string.Concat(Enumerable.Range(0, 100).Select(i => $" fragment F{i} on Deal {{ ...F{i + 1} ...F{i + 1} }}"));

        Expect("The operation selects more than 20000 fields. (1:1)", "{ deal { ...F0 } }" + chain + " fragment F100 on Deal { id }", ValidationLimits.Default);
    }

    [Fact]
    public void Ten_thousand_aliases_are_refused()
    {
        var aliases = string.Concat(Enumerable.Range(0, 10_000).Select(i => $" a{i}: __typename"));

        Expect("The operation uses more than 500 aliases. (1:1)", "{" + aliases + " }", ValidationLimits.Default);
    }

    [Fact]
    public void Two_hundred_aliases_are_normal()
    {
        var aliases = string.Concat(Enumerable.Range(0, 200).Select(i => $" a{i}: __typename"));

        Assert.Empty(Validate("{" + aliases + " }"));
    }

    [Fact]
    public void Each_operation_is_measured_by_itself()
    {
        var limits = new ValidationLimits { MaxFields = 2 };

        Expect("The operation selects more than 2 fields. (1:28)", "query A { deal { title } } query B { deal { id title } }", limits);
    }

    [Fact]
    public void A_chain_of_ten_thousand_fragments_is_measured()
    {
        var chain = string.Concat(Enumerable.Range(0, 10_000).Select(i => $" fragment F{i} on Contact {{ company {{ ... on Company {{ contacts {{ ...F{i + 1} }} }} }} }}"));

        var errors = Validate("{ owners { ...F0 } }" + chain + " fragment F10000 on Contact { id }");

        Assert.NotEmpty(errors);
        Assert.All(errors, e => Assert.Equal(ErrorCodes.LimitExceeded, e.Code));
    }

    private static ValidationOptions With(ValidationLimits limits) => new() { Limits = limits };

    private static void Expect(string expected, string text, ValidationLimits limits)
    {
        var error = Assert.Single(Validate(text, With(limits)));

        Assert.Equal(expected, error.ToString());
        Assert.Equal(ErrorCodes.LimitExceeded, error.Code);
    }
}
