using CrmGraph.Domain.Pipelines;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Pipelines;

public sealed class StageLadderTests
{
    private readonly Pipeline _pipeline = Given.Pipeline();
    private readonly StageLadder _ladder;

    public StageLadderTests() => _ladder = new StageLadder(_pipeline.Stages.Reverse());

    [Fact]
    public void The_rungs_are_the_open_stages_and_then_WON() =>
        Assert.Equal(["talk", "quote", "sign", "won"], _ladder.Rungs.Select(s => s.Key));

    [Theory]
    [InlineData("talk", 0)]
    [InlineData("talk,quote,talk", 1)]
    [InlineData("talk,sign,lost", 2)]
    [InlineData("talk,won,talk", 3)]
    [InlineData("lost", null)]
    [InlineData("", null)]
    public void The_furthest_rung_is_what_was_ever_reached(string visited, int? rung)
    {
        var stages = visited.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(key => _pipeline.StageWith(key).Id);

        Assert.Equal(rung, _ladder.Furthest(stages));
    }

    [Fact]
    public void Who_came_further_entered_every_rung_below()
    {
        var entered = _ladder.Entered([4, 3, 2, 1]);

        Assert.Equal([10, 6, 3, 1], entered);
        Assert.Equal(0.6, StageLadder.Conversion(entered, 0));
        Assert.Equal(1d / 3, StageLadder.Conversion(entered, 2));
        Assert.Null(StageLadder.Conversion(entered, 3));
    }

    [Fact]
    public void Nothing_converts_where_nothing_entered() => Assert.Null(StageLadder.Conversion(_ladder.Entered([0, 0, 0, 0]), 0));

    [Fact]
    public void There_is_one_number_per_rung() => Assert.Throws<ArgumentException>(() => _ladder.Entered([1, 2]));

    [Fact]
    public void Stages_of_other_pipelines_are_no_rungs() => Assert.Null(_ladder.RungOf(Given.Pipeline().First.Id));
}
