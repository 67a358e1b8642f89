using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Teams;

public sealed class TeamTests
{
    [Fact]
    public void A_subtree_is_the_team_and_all_below()
    {
        var top = Given.Team("top");
        var left = Given.Team("left", top);
        var leaf = Given.Team("leaf", left);
        var right = Given.Team("right", top);
        var other = Given.Team("other");
        Team[] all = [leaf, other, right, left, top];

        Assert.Equal(new[] { top.Id, left.Id, leaf.Id, right.Id }.Order(), Team.Subtree(all, top.Id).Order());
        Assert.Equal(new[] { left.Id, leaf.Id }.Order(), Team.Subtree(all, left.Id).Order());
        Assert.Equal([other.Id], Team.Subtree(all, other.Id));
        Assert.Equal([top.Id], Team.Subtree([], top.Id));
    }

    [Fact]
    public void Addresses_are_kept_in_lower_case_and_must_be_there()
    {
        Assert.Equal("wang@crmgraph.example", Given.User(email: " Wang@CrmGraph.example").Email);
        Refusal.Validation("email", () => Given.User(email: " "));
        Refusal.Validation("email", () => Given.User(email: "wang"));
        Refusal.Validation("role", () => Given.User((Role)42));
    }
}
