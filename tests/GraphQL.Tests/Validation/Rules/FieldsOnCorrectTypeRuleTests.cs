using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class FieldsOnCorrectTypeRuleTests
{
    [Theory]
    [InlineData("{ __typename owners { __typename } deal { __typename title } __schema { queryType { name } } }")]
    [InlineData("{ unknownParent: node(id: 1) { ... on Contact { email } } }")]
    public void Fields_of_the_type_and_meta_fields_exist(string text) => ExpectValid(text);

    [Fact]
    public void An_unknown_field_is_refused_with_a_guess() =>
        ExpectErrors(
            "{ deal { titel } }",
            Error("""Cannot query field "titel" on type "Deal". Did you mean "title" or "notes"?""", (1, 10)));

    [Fact]
    public void Fields_below_an_unknown_field_are_not_reported() =>
        ExpectErrors(
            "{ deal { zzzzzz { yyyyyy } } }",
            Error("""Cannot query field "zzzzzz" on type "Deal".""", (1, 10)));

    [Fact]
    public void On_an_interface_types_with_the_field_are_suggested() =>
        ExpectErrors(
            "{ node(id: 1) { name email } }",
            Error("""Cannot query field "name" on type "Node". Did you mean to use an inline fragment on "Party", "Company", or "Contact"?""", (1, 17)),
            Error("""Cannot query field "email" on type "Node". Did you mean to use an inline fragment on "Contact"?""", (1, 22)));

    [Fact]
    public void On_a_union_types_with_the_field_are_suggested() =>
        ExpectErrors(
            "{ owners { employees } }",
            Error("""Cannot query field "employees" on type "Owner". Did you mean to use an inline fragment on "Company"?""", (1, 12)));

    [Fact]
    public void The_schema_is_asked_at_the_query_root_only() =>
        ExpectErrors(
            "{ deal { __schema { queryType { name } } } }",
            Error("""Cannot query field "__schema" on type "Deal".""", (1, 10)));
}
