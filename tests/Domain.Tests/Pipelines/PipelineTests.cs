using CrmGraph.Domain.Pipelines;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Pipelines;

public sealed class PipelineTests
{
    private static readonly StageDefinition Talk = new("talk", "沟通", StageKind.Open, 0.1, ForecastCategory.Pipeline);
    private static readonly StageDefinition Won = new("won", "赢单", StageKind.Won, 1, ForecastCategory.Closed);
    private static readonly StageDefinition Lost = new("lost", "输单", StageKind.Lost, 0, ForecastCategory.Omitted);

    [Fact]
    public void Stages_stand_in_the_order_given()
    {
        var pipeline = Make(Talk, Talk with { Key = "quote" }, Won, Lost);

        Assert.Equal([0, 1, 2, 3], pipeline.Stages.Select(s => s.Position));
        Assert.Equal("talk", pipeline.First.Key);
        Assert.Equal(("won", "lost"), (pipeline.Won.Key, pipeline.Lost.Key));
        Assert.Equal(pipeline.Won, pipeline.StageWith("won"));
        Assert.Equal(pipeline.Won, pipeline.StageWith(pipeline.Won.Id));
    }

    [Fact]
    public void A_pipeline_ends_with_one_WON_and_one_LOST_stage()
    {
        Refusal.Validation("stages", () => Make());
        Refusal.Validation("stages", () => Make(Won, Lost));
        Refusal.Validation("stages", () => Make(Talk, Won));
        Refusal.Validation("stages", () => Make(Talk, Lost, Won));
        Refusal.Validation("stages", () => Make(Talk, Won, Won with { Key = "won2" }, Lost));
        Refusal.Validation("stages", () => Make(Won, Talk, Lost));
    }

    [Fact]
    public void Keys_are_unique() => Refusal.Validation("stages.1.key", () => Make(Talk, Talk, Won, Lost));

    [Fact]
    public void Stages_are_sane()
    {
        Refusal.Validation("stages.0.probability", () => Make(Talk with { Probability = 1.1 }, Won, Lost));
        Refusal.Validation("stages.1.probability", () => Make(Talk, Won with { Probability = 0.9 }, Lost));
        Refusal.Validation("stages.2.probability", () => Make(Talk, Won, Lost with { Probability = 0.1 }));
        Refusal.Validation("stages.0.benchmark", () => Make(Talk with { Benchmark = -0.1 }, Won, Lost));
        Refusal.Validation("stages.0.stagnantAfter", () => Make(Talk with { StagnantAfter = TimeSpan.Zero }, Won, Lost));
        Refusal.Validation("stages.0.key", () => Make(Talk with { Key = "Talk" }, Won, Lost));
        Refusal.Validation("stages.0.name", () => Make(Talk with { Name = "" }, Won, Lost));
    }

    [Fact]
    public void Unknown_stages_are_refused_with_the_ones_there_are()
    {
        var pipeline = Make(Talk, Won, Lost);

        Assert.Contains("talk, won, lost", Refusal.Validation("stageKey", () => pipeline.StageWith("quote")).Message, StringComparison.Ordinal);
        Refusal.Validation("stageId", () => pipeline.StageWith(StageId.New(Given.Now)));
    }

    private static Pipeline Make(params StageDefinition[] stages) => Pipeline.Create("标准", true, stages, Given.Now);
}
