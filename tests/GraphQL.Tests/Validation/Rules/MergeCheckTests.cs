using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.Validation;
using CrmGraph.GraphQL.Validation.Rules;
using CrmGraph.GraphQL.Validation.Rules.Overlapping;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

/// <summary>Documents that make other servers compare everything with everything. Work is counted, not timed.</summary>
public sealed class MergeCheckTests
{
    [Fact]
    public void A_leaf_repeated_ten_thousand_times_costs_a_step_each() =>
        Accepts("{ deal {" + Repeat(10_000, _ => " id") + " } }", maxWork: 10_010);

    [Fact]
    public void An_object_repeated_in_inline_fragments_costs_a_few_steps_each() =>
        Accepts("{ deal {" + Repeat(1_000, _ => " ...{ contact { id email } }") + " } }", maxWork: 8_000);

    [Fact]
    public void Fragments_that_spread_the_next_one_twice_are_seen_once_each() =>
        Accepts(
            "{ deal { ...F0 } }" + Repeat(200, i => $" fragment F{i} on Deal {{ id ...F{i + 1} ...F{i + 1} }}") + " fragment F200 on Deal { title }",
            maxWork: 1_000);

    [Fact]
    public void Fragments_that_double_below_merged_fields_are_seen_once_each() =>
        Accepts(
            "{ company(id: 1) { ...F0 } }"
                + Repeat(100, i => $" fragment F{i} on Company {{ parent {{ ...F{i + 1} }} parent {{ ...F{i + 1} }} }}")
                + " fragment F100 on Company { id }",
            maxWork: 2_000);

    [Fact]
    public void Fields_doubled_at_twelve_levels_cost_a_few_steps_each()
    {
        var text = "id";
        for (var level = 0; level < 12; level++)
            text = $"parent {{ {text} }} parent {{ {text} }}";

        Accepts("{ company(id: 1) { " + text + " } }", maxWork: 12 * 4_096);
    }

    [Fact]
    public void Large_arguments_are_compared_once_per_field()
    {
        var names = string.Join(", ", Enumerable.Range(0, 100).Select(i => $"\"{i}\""));

        Accepts("{ company(id: 1) {" + Repeat(200, _ => $" contacts(where: {{minDeals: 1, tags: [{names}]}}) {{ id }}") + " } }", maxWork: 25_000);
    }

    [Fact]
    public void Many_conflicts_are_told_in_a_message_of_bounded_size()
    {
        var text = "{ deal { contact {" + Repeat(500, i => $" x{i}: id") + " } contact {" + Repeat(500, i => $" x{i}: email") + " } } }";

        var error = Assert.Single(OnlyThisRule(text));

        Assert.InRange(error.Message.Length, 1_000, 1_200);
        Assert.Equal(40, error.Locations.Length);
    }

    [Fact]
    public void A_cycle_of_fragments_ends() =>
        Accepts("{ company(id: 1) { ...A } } fragment A on Company { parent { ...B } id } fragment B on Company { parent { ...A } parent { id } }", maxWork: 100);

    [Fact]
    public void A_chain_of_ten_thousand_fragments_does_not_use_up_the_stack() =>
        Accepts(
            "{ company(id: 1) { ...F0 } }" + Repeat(10_000, i => $" fragment F{i} on Company {{ parent {{ ...F{i + 1} }} }}") + " fragment F10000 on Company { id }",
            maxWork: 50_000);

    [Fact]
    public void What_takes_too_much_work_is_refused_and_not_let_through()
    {
        var operations = Repeat(1_000, i => $" query Q{i} {{ company(id: 1) {{ ...F0 }} }}");
        var fragments = Repeat(1_000, i => $" fragment F{i} on Company {{ id ...F{i + 1} }}");

        var error = Assert.Single(OnlyThisRule(operations + fragments + " fragment F1000 on Company { id }"));

        Assert.Equal(ErrorCodes.LimitExceeded, error.Code);
        Assert.Equal("Too many fields with the same response names must be compared. Validation aborted.", error.Message);
    }

    [Fact]
    public void A_conflict_that_takes_too_much_work_to_describe_is_refused_all_the_same()
    {
        var repeated = Repeat(1_000, _ => " y: id");

        var error = Assert.Single(OnlyThisRule("{ deal {" + repeated + " x: id x: title } }"));

        Assert.StartsWith("Fields \"x\" conflict because \"id\" and \"title\" are different fields.", error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.ValidationFailed, error.Code);
    }

    private static void Accepts(string text, int maxWork)
    {
        var context = new ValidationContext(Validating.Sales, Parse(text), ValidationOptions.Default, new RuleTable([]));
        var check = new MergeCheck(context);

        Assert.Null(check.FindConflict());
        Assert.InRange(check.Work, 1, maxWork);
    }

    private static IReadOnlyList<GraphQLError> OnlyThisRule(string text) =>
        DocumentValidator.Validate(Validating.Sales, Parse(text), ValidationOptions.Default, new RuleTable([new OverlappingFieldsCanBeMergedRule()]));

    private static DocumentNode Parse(string text) => Parser.Parse(new SourceText(text), ParserOptions.Trusted);

    private static string Repeat(int count, Func<int, string> part) => string.Concat(Enumerable.Range(0, count).Select(part));
}
