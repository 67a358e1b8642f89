using CrmGraph.Domain.Pipelines;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Pipelines;

public sealed class PipelineRevisionTests
{
    private static readonly StageDefinition Talk = new("talk", "沟通", StageKind.Open, 0.1, ForecastCategory.Pipeline);
    private static readonly StageDefinition Sign = new("sign", "签约", StageKind.Open, 0.9, ForecastCategory.Commit);
    private static readonly StageDefinition Won = new("won", "赢单", StageKind.Won, 1, ForecastCategory.Closed);
    private static readonly StageDefinition Lost = new("lost", "输单", StageKind.Lost, 0, ForecastCategory.Omitted);

    private readonly Pipeline _pipeline = Pipeline.Create("标准", true, [Talk, Sign, Won, Lost], Given.Now);

    [Fact]
    public void A_stage_whose_key_is_gone_is_retired_and_is_the_same_when_it_comes_back()
    {
        var sign = _pipeline.StageWith("sign");

        var revision = _pipeline.Revise("标准", [Talk, Won, Lost], Given.Now);
        Assert.Equal([sign], revision.Vanished);
        Assert.True(sign.IsRetired);
        Assert.Equal(["talk", "won", "lost"], _pipeline.Stages.Select(s => s.Key));
        Refusal.Validation("stageKey", () => _pipeline.StageWith("sign"));

        Assert.Empty(_pipeline.Revise("标准", [Sign, Talk, Won, Lost], Given.Now).Vanished);
        Assert.Equal(sign, _pipeline.First);
        Assert.False(sign.IsRetired);
    }

    [Fact]
    public void WON_and_LOST_are_known_by_their_kind()
    {
        var won = _pipeline.Won;

        var revision = _pipeline.Revise("标准", [Talk, Sign, Won with { Key = "signed", Name = "已签" }, Lost], Given.Now);

        Assert.Empty(revision.Vanished);
        Assert.Equal((won, "signed", "已签"), (_pipeline.Won, won.Key, won.Name));
    }

    [Fact]
    public void Stages_with_another_probability_or_category_are_told()
    {
        Assert.Empty(_pipeline.Revise("改名", [Sign, Talk, Won, Lost], Given.Now).Reweighed);
        Assert.Equal(["talk"], _pipeline.Revise("改名", [Sign, Talk with { Probability = 0.2 }, Won, Lost], Given.Now).Reweighed.Select(s => s.Key));
        Assert.Equal(["sign"], _pipeline.Revise("改名", [Sign with { ForecastCategory = ForecastCategory.BestCase }, Talk with { Probability = 0.2 }, Won, Lost], Given.Now).Reweighed.Select(s => s.Key));
    }

    [Fact]
    public void A_refusal_names_the_stage_by_its_place()
    {
        Refusal.Validation("stages.1.name", () => _pipeline.Revise("标准", [Talk, Sign with { Name = " " }, Won, Lost], Given.Now));
        Refusal.Validation("stages", () => _pipeline.Revise("标准", [Won, Lost], Given.Now));
        Refusal.Validation("name", () => _pipeline.Revise(" ", [Talk, Won, Lost], Given.Now));
        Refusal.Validation("stages.1.exitCriteria", () => _pipeline.Revise("标准", [Talk, Won with { ExitCriteria = [new() { Key = "k", Kind = Domain.Pipelines.Gates.CriterionKind.Qualified }] }, Lost], Given.Now));
    }
}
