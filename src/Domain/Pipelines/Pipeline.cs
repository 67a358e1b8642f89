namespace CrmGraph.Domain.Pipelines;

/// <summary>The way from first talk to signature: open stages in order, then one WON and one LOST stage.</summary>
public sealed partial class Pipeline : Aggregate<PipelineId>
{
    private readonly List<Stage> _stages = [];

    private Pipeline() => Name = "";

    /// <summary>The name that people see; unique.</summary>
    public string Name { get; private set; }

    /// <summary>True for the pipeline that opportunities go to when none is named; there is one.</summary>
    public bool IsDefault { get; private set; }

    /// <summary>The stages in order, without those that have been retired.</summary>
    public IReadOnlyList<Stage> Stages => [.. _stages.Where(s => !s.IsRetired).OrderBy(s => s.Position)];

    /// <summary>The open stage that a deal starts in.</summary>
    public Stage First => Stages[0];

    /// <summary>The stage of deals that are won.</summary>
    public Stage Won => Stages[^2];

    /// <summary>The stage of deals that are lost.</summary>
    public Stage Lost => Stages[^1];

    /// <summary>Creates a pipeline. The stages are given in order: at least one OPEN, then one WON, then one LOST.</summary>
    public static Pipeline Create(string name, bool isDefault, IReadOnlyList<StageDefinition> stages, DateTimeOffset now)
    {
        var pipeline = new Pipeline { Id = PipelineId.New(now), Name = Guard.Text(name, "name", 100), IsDefault = isDefault };
        RequireOrder(stages);
        for (var i = 0; i < stages.Count; i++) pipeline.Lay(stages[i], i, null, now);
        return pipeline;
    }

    /// <summary>The stage with an id. Refuses with VALIDATION and the path of the input field if it is none of this pipeline.</summary>
    public Stage StageWith(StageId id, string field = "stageId") =>
        _stages.SingleOrDefault(s => s.Id == id && !s.IsRetired)
        ?? throw Guard.Invalid(field, $"The stage does not belong to the pipeline {Name}; choose one of its stages.");

    /// <summary>The stage with a key. Refuses with VALIDATION and the path of the input field if there is none.</summary>
    public Stage StageWith(string key, string field = "stageKey") =>
        _stages.SingleOrDefault(s => s.Key == key && !s.IsRetired)
        ?? throw Guard.Invalid(field, $"The pipeline {Name} has no stage '{key}'; it has {string.Join(", ", Stages.Select(s => s.Key))}.");
}
