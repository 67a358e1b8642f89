using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class NoFragmentCyclesRuleTests
{
    [Theory]
    [InlineData("{ owners { ...A ...B } } fragment A on Contact { ...B } fragment B on Contact { id }")]
    public void Spreading_twice_is_no_cycle(string text) => ExpectValid(text);

    [Fact]
    public void A_fragment_in_itself_is_refused() =>
        ExpectErrors(
            """
            { owners { ...A } }
            fragment A on Contact { id company { contacts { ...A } } }
            """,
            Error("""Cannot spread fragment "A" within itself.""", (2, 49)));

    [Fact]
    public void A_longer_way_is_shown() =>
        ExpectErrors(
            """
            { owners { ...A } }
            fragment A on Contact { ...B }
            fragment B on Contact { ...C }
            fragment C on Contact { ...A id }
            """,
            Error("""Cannot spread fragment "A" within itself via "B", "C".""", (2, 25), (3, 25), (4, 25)));

    [Fact]
    public void Two_cycles_through_one_fragment_are_both_shown() =>
        ExpectErrors(
            """
            { owners { ...A } }
            fragment A on Contact { ...B ...C }
            fragment B on Contact { ...A }
            fragment C on Contact { ...A }
            """,
            Error("""Cannot spread fragment "A" within itself via "B".""", (2, 25), (3, 25)),
            Error("""Cannot spread fragment "A" within itself via "C".""", (2, 30), (4, 25)));
}
