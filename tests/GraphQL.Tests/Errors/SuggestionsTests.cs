using CrmGraph.GraphQL.Errors;

namespace CrmGraph.GraphQL.Tests.Errors;

public sealed class SuggestionsTests
{
    [Theory]
    [InlineData("titel", "title")]
    [InlineData("TITLE", "title")]
    [InlineData("tilte", "title")]
    [InlineData("amuont", "amount")]
    public void A_slip_is_recognised(string input, string meant) =>
        Assert.Equal([meant], Suggestions.For(input, ["title", "amount"]));

    [Fact]
    public void What_is_too_far_away_is_not_suggested() =>
        Assert.Empty(Suggestions.For("xyz", ["title", "amount"]));

    [Fact]
    public void Nearest_come_first_and_equals_in_natural_order() =>
        Assert.Equal(["page1", "page2", "page10"], Suggestions.For("page1", ["page10", "page2", "page1"]));

    [Theory]
    [InlineData("", new string[0])]
    [InlineData(" Did you mean \"a\"?", new[] { "a" })]
    [InlineData(" Did you mean \"a\" or \"b\"?", new[] { "a", "b" })]
    [InlineData(" Did you mean \"a\", \"b\", \"c\", \"d\", or \"e\"?", new[] { "a", "b", "c", "d", "e", "f" })]
    public void The_question_lists_five_at_most(string expected, string[] suggestions) =>
        Assert.Equal(expected, Suggestions.DidYouMean(suggestions));
}
