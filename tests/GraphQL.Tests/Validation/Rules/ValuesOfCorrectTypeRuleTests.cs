using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class ValuesOfCorrectTypeRuleTests
{
    [Theory]
    [InlineData("""{ on(day: {any: [1, "x"]}, text: "a", flag: true, ratio: 1, stage: WON, count: -5, id: 7) { id } }""")]
    [InlineData("{ on(text: null, stage: null) { id } }")]
    [InlineData("{ deal { notes(stages: LEAD) } x: deal { notes(stages: [LEAD, WON]) } }")]
    [InlineData("""{ company(id: "a") { contacts(where: {minDeals: 1, tags: "one", and: {minDeals: 2, tags: ["a", "b"]}}) { id } } }""")]
    [InlineData("{ deal(key: {number: 3}) { id } }")]
    [InlineData("query ($a: Stage = WON) { on(stage: $a) { id } }")]
    [InlineData("query ($a: String) { on(day: {a: $a}) { id } }")]
    public void Literals_of_the_right_type_fit(string text) => ExpectValid(text);

    [Fact]
    public void Scalars_say_what_they_cannot_be() =>
        ExpectErrors(
            """{ on(text: 1, flag: "true", ratio: "1", count: 1.5, id: 1.5) { id } }""",
            Error("String cannot represent a non string value: 1", (1, 12)),
            Error("Boolean cannot represent a non boolean value: \"true\"", (1, 21)),
            Error("Float cannot represent non numeric value: \"1\"", (1, 36)),
            Error("Int cannot represent non-integer value: 1.5", (1, 48)),
            Error("ID cannot represent a non-string and non-integer value: 1.5", (1, 57)));

    [Fact]
    public void No_object_and_no_list_is_a_number_whatever_variables_are_in_it() =>
        ExpectErrors(
            "query ($a: Int) { on(count: {a: $a}, ratio: [$a]) { id } }",
            Error("Int cannot represent non-integer value: { a: $a }", (1, 29)),
            Error("Float cannot represent non numeric value: [$a]", (1, 45)));

    [Fact]
    public void A_block_string_is_shown_as_one() =>
        ExpectErrors(
            "{ on(count: \"\"\"two\n  lines\"\"\") { id } }",
            Error("Int cannot represent non-integer value: \"\"\"\ntwo\nlines\n\"\"\"", (1, 13)));

    [Fact]
    public void An_Int_has_32_bits() =>
        ExpectErrors(
            "{ on(count: 2147483648) { id } }",
            Error("Int cannot represent non 32-bit signed integer value: 2147483648", (1, 13)));

    [Fact]
    public void Enums_take_their_names() =>
        ExpectErrors(
            """{ a: on(stage: won) { id } b: on(stage: "WON") { id } c: on(stage: NOTHING) { id } d: on(stage: 1) { id } }""",
            Error("""Value "won" does not exist in "Stage" enum. Did you mean the enum value "WON"?""", (1, 16)),
            Error("""Enum "Stage" cannot represent non-enum value: "WON". Did you mean the enum value "WON"?""", (1, 41)),
            Error("""Value "NOTHING" does not exist in "Stage" enum.""", (1, 68)),
            Error("""Enum "Stage" cannot represent non-enum value: 1.""", (1, 97)));

    [Fact]
    public void Null_needs_a_nullable_type() =>
        ExpectErrors(
            "{ parties(first: null) { id } deal { notes(stages: [LEAD, null]) } }",
            Error("""Expected value of type "Int!", found null.""", (1, 18)),
            Error("""Expected value of type "Stage!", found null.""", (1, 59)));

    [Fact]
    public void Input_objects_are_complete_and_have_no_strangers() =>
        ExpectErrors(
            """{ company(id: 1) { contacts(where: {nam: "a", and: {minDeals: "2"}}) { id } } }""",
            Error("""Field "ContactFilter.minDeals" of required type "Int!" was not provided.""", (1, 36)),
            Error("""Field "nam" is not defined by type "ContactFilter". Did you mean "name" or "and"?""", (1, 37)),
            Error("Int cannot represent non-integer value: \"2\"", (1, 63)));

    [Fact]
    public void An_input_object_is_an_object() =>
        ExpectErrors(
            """{ company(id: 1) { contacts(where: [{minDeals: "1"}]) { id } } }""",
            Error("""Expected value of type "ContactFilter", found [{ minDeals: "1" }].""", (1, 36)));

    [Fact]
    public void OneOf_takes_exactly_one_field_that_is_not_null() =>
        ExpectErrors(
            "{ a: deal(key: {}) { id } b: deal(key: {id: 1, number: 2}) { id } c: deal(key: {id: null}) { id } }",
            Error("""OneOf Input Object "DealKey" must specify exactly one key.""", (1, 16)),
            Error("""OneOf Input Object "DealKey" must specify exactly one key.""", (1, 40)),
            Error("""Field "DealKey.id" must be non-null.""", (1, 80)));

    [Fact]
    public void Defaults_of_variables_are_checked() =>
        ExpectErrors(
            "query ($a: Int! = null, $b: [Stage!] = [LEAD, OFER]) { on(count: $a) { notes(stages: $b) } }",
            Error("""Expected value of type "Int!", found null.""", (1, 19)),
            Error("""Value "OFER" does not exist in "Stage" enum. Did you mean the enum value "OFFER"?""", (1, 47)));

    [Fact]
    public void Arguments_of_directives_are_checked() =>
        ExpectErrors(
            "{ owners @skip(if: 1) { __typename } }",
            Error("Boolean cannot represent a non boolean value: 1", (1, 20)));
}
