using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class OverlappingFieldsCanBeMergedRuleTests
{
    [Theory]
    [InlineData("{ deal { id id title } deal { title stage } }")]
    [InlineData("{ parties(first: 1) { id } parties(first: 1) { name } }")]
    [InlineData("""{ on(text: "a", count: 1) { id } on(count: 1, text: "a") { id } }""")]
    [InlineData("""{ company(id: 1) { contacts(where: {minDeals: 1, name: "a"}) { id } contacts(where: {name: "a", minDeals: 1}) { email } } }""")]
    [InlineData("{ deal { id @skip(if: true) id @include(if: true) } }")]
    [InlineData("query ($a: ID!) { node(id: $a) { id } node(id: $a) { __typename } }")]
    public void Fields_that_agree_are_merged(string text) => ExpectValid(text);

    [Theory]
    [InlineData("{ node(id: 1) { ... on Deal { x: title } ... on Company { x: name } } }")]
    [InlineData("{ node(id: 1) { ... on Company { name(full: true) } ... on Contact { name(full: false) } } }")]
    [InlineData("{ owners { ... on Contact { company { x: id } } ... on Company { company: parent { x: id } } } }")]
    public void Fields_of_different_objects_need_the_same_shape_only(string text) => ExpectValid(text);

    [Theory]
    [InlineData("{ deal { ...A ...B } } fragment A on Deal { x: title ...B } fragment B on Deal { x: title }")]
    public void Fragments_are_looked_into(string text) => ExpectValid(text);

    [Fact]
    public void Different_fields_under_one_name_conflict() =>
        ExpectErrors(
            "{ deal { x: id x: title } }",
            Error("""Fields "x" conflict because "id" and "title" are different fields. Use different aliases on the fields to fetch both if this was intentional.""", (1, 10), (1, 16)));

    [Fact]
    public void Different_arguments_conflict() =>
        ExpectErrors(
            "{ parties(first: 1) { id } parties(first: 2) { id } }",
            Error("""Fields "parties" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was intentional.""", (1, 3), (1, 28)));

    [Fact]
    public void A_missing_argument_is_a_difference() =>
        ExpectErrors(
            "{ company(id: 1) { name name(full: true) } }",
            Error("""Fields "name" conflict because they have differing arguments. Use different aliases on the fields to fetch both if this was intentional.""", (1, 20), (1, 25)));

    [Fact]
    public void Conflicts_below_are_reported_at_the_nearest_common_field() =>
        ExpectErrors(
            "{ deal { contact { x: id } } deal { contact { x: email } } }",
            Error("""Fields "deal" conflict because subfields "contact" conflict because subfields "x" conflict because "id" and "email" are different fields. Use different aliases on the fields to fetch both if this was intentional.""", (1, 3), (1, 10), (1, 20), (1, 30), (1, 37), (1, 47)));

    [Fact]
    public void Several_conflicts_below_are_listed() =>
        ExpectErrors(
            "{ deal { x: id y: title } deal { x: title y: id } }",
            Error("""Fields "deal" conflict because subfields "x" conflict because "id" and "title" are different fields and subfields "y" conflict because "title" and "id" are different fields. Use different aliases on the fields to fetch both if this was intentional.""", (1, 3), (1, 10), (1, 16), (1, 27), (1, 34), (1, 43)));

    [Fact]
    public void Types_of_different_objects_must_have_one_shape() =>
        ExpectErrors(
            "{ node(id: 1) { ... on Deal { employees } ... on Company { employees } } }",
            Error("""Fields "employees" conflict because they return conflicting types "String" and "Int". Use different aliases on the fields to fetch both if this was intentional.""", (1, 31), (1, 60)));

    [Fact]
    public void Nullability_is_part_of_the_shape() =>
        ExpectErrors(
            "{ node(id: 1) { ... on Deal { x: title } ... on Contact { x: email } } }",
            Error("""Fields "x" conflict because they return conflicting types "String!" and "String". Use different aliases on the fields to fetch both if this was intentional.""", (1, 31), (1, 59)));

    [Fact]
    public void An_interface_meets_its_objects() =>
        ExpectErrors(
            "{ node(id: 1) { x: id ... on Contact { x: email } } }",
            Error("""Fields "x" conflict because "id" and "email" are different fields. Use different aliases on the fields to fetch both if this was intentional.""", (1, 17), (1, 40)));

    [Fact]
    public void Shapes_below_different_objects_are_compared() =>
        ExpectErrors(
            "{ owners { ... on Contact { c: company { x: employees } } ... on Company { c: parent { x: id } } } }",
            Error("""Fields "c" conflict because subfields "x" conflict because they return conflicting types "Int" and "ID!". Use different aliases on the fields to fetch both if this was intentional.""", (1, 29), (1, 42), (1, 76), (1, 88)));

    [Fact]
    public void Conflicts_between_fragments_are_found() =>
        ExpectErrors(
            """
            { deal { ...A ...B } }
            fragment A on Deal { x: id }
            fragment B on Deal { x: title }
            """,
            Error("""Fields "x" conflict because "id" and "title" are different fields. Use different aliases on the fields to fetch both if this was intentional.""", (2, 22), (3, 22)));

    [Fact]
    public void A_conflict_in_a_fragment_is_reported_once() =>
        ExpectErrors(
            """
            { deal { ...A contact { deals { ...A } } } }
            fragment A on Deal { x: id x: title }
            """,
            Error("""Fields "x" conflict because "id" and "title" are different fields. Use different aliases on the fields to fetch both if this was intentional.""", (2, 22), (2, 28)));

    [Fact]
    public void An_unused_fragment_is_looked_at_too() =>
        ExpectErrors(
            """
            { owners { __typename } }
            fragment A on Deal { x: id x: title }
            """,
            Error("""Fields "x" conflict because "id" and "title" are different fields. Use different aliases on the fields to fetch both if this was intentional.""", (2, 22), (2, 28)),
            Error("""Fragment "A" is never used.""", (2, 1)));

    [Fact]
    public void Unknown_fields_and_types_do_not_disturb() =>
        ExpectErrors(
            "{ deal { x: zzzzzzz x: id ... on Zebra { y } } }",
            Error("""Fields "x" conflict because "zzzzzzz" and "id" are different fields. Use different aliases on the fields to fetch both if this was intentional.""", (1, 10), (1, 21)),
            Error("""Cannot query field "zzzzzzz" on type "Deal".""", (1, 10)),
            Error("""Unknown type "Zebra".""", (1, 34)));
}
