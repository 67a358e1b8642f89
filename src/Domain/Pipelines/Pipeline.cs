namespace CrmGraph.Domain.Pipelines;

/// <summary>The way from first talk to signature: open stages in order, then one WON and one LOST stage.</summary>
public sealed class Pipeline : Aggregate<PipelineId>
{
    private readonly List<Stage> _stages = [];

    private Pipeline() => Name = "";

    /// <summary>The name that people see; unique.</summary>
    public string Name { get; private set; }

    /// <summary>True for the pipeline that opportunities go to when none is named; there is one.</summary>
    public bool IsDefault { get; private set; }

    /// <summary>The stages; order them by position.</summary>
    public IReadOnlyList<Stage> Stages => _stages;

    /// <summary>The open stage that a deal starts in.</summary>
    public Stage First => _stages.Where(s => s.Kind == StageKind.Open).MinBy(s => s.Position)!;

    /// <summary>The stage of deals that are won.</summary>
    public Stage Won => _stages.Single(s => s.Kind == StageKind.Won);

    /// <summary>The stage of deals that are lost.</summary>
    public Stage Lost => _stages.Single(s => s.Kind == StageKind.Lost);

    /// <summary>Creates a pipeline. The stages are given in order: at least one OPEN, then one WON, then one LOST.</summary>
    public static Pipeline Create(string name, bool isDefault, IReadOnlyList<StageDefinition> stages, DateTimeOffset now)
    {
        var pipeline = new Pipeline { Id = PipelineId.New(now), Name = Guard.Text(name, "name", 100), IsDefault = isDefault };
        var open = stages.Count - 2;
        if (open < 1 || stages.Take(open).Any(s => s.Kind != StageKind.Open) || stages[open].Kind != StageKind.Won || stages[open + 1].Kind != StageKind.Lost)
            throw Guard.Invalid("stages", "A pipeline consists of one or more OPEN stages, then one WON, then one LOST stage.");
        if (stages.DistinctBy(s => s.Key).Count() != stages.Count)
            throw Guard.Invalid("stages", "Two stages have the same key; give each its own.");
        pipeline._stages.AddRange(stages.Select((definition, position) => Stage.Create(pipeline.Id, position, definition, now)));
        return pipeline;
    }

    /// <summary>The stage with an id. Refuses with VALIDATION and the path of the input field if it is none of this pipeline.</summary>
    public Stage StageWith(StageId id, string field = "stageId") =>
        _stages.SingleOrDefault(s => s.Id == id)
        ?? throw Guard.Invalid(field, $"The stage does not belong to the pipeline {Name}; choose one of its stages.");

    /// <summary>The stage with a key. Refuses with VALIDATION and the path of the input field if there is none.</summary>
    public Stage StageWith(string key, string field = "stageKey") =>
        _stages.SingleOrDefault(s => s.Key == key)
        ?? throw Guard.Invalid(field, $"The pipeline {Name} has no stage '{key}'; it has {string.Join(", ", _stages.OrderBy(s => s.Position).Select(s => s.Key))}.");
}
