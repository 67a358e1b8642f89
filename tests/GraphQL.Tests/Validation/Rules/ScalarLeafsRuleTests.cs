using static CrmGraph.GraphQL.Tests.Validation.Validating;

namespace CrmGraph.GraphQL.Tests.Validation.Rules;

public sealed class ScalarLeafsRuleTests
{
    [Theory]
    [InlineData("{ deal { stage notes contact { email } } }")]
    public void Leaves_stand_alone_and_objects_select(string text) => ExpectValid(text);

    [Fact]
    public void An_object_needs_a_selection() =>
        ExpectErrors(
            "{ deal owners }",
            Error("""Field "deal" of type "Deal" must have a selection of subfields. Did you mean "deal { ... }"?""", (1, 3)),
            Error("""Field "owners" of type "[Owner!]" must have a selection of subfields. Did you mean "owners { ... }"?""", (1, 8)));

    [Fact]
    public void A_leaf_has_none() =>
        ExpectErrors(
            "{ deal { notes { length } stage @include(if: true) { name } } }",
            Error("""Field "notes" must not have a selection since type "[String!]" has no subfields.""", (1, 16)),
            Error("""Field "stage" must not have a selection since type "Stage!" has no subfields.""", (1, 52)));
}
