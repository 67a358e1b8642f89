using System.Globalization;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Pipelines.Gates;

namespace CrmGraph.Domain.Pipelines;

/// <summary>One step of a pipeline.</summary>
public sealed class Stage
{
    /// <summary>At most so many exit criteria has a stage.</summary>
    public const int MaxCriteria = 30;

    private Stage() => Key = Name = "";

    /// <summary>Unique and stable.</summary>
    public StageId Id { get; private set; }

    /// <summary>The pipeline that the stage belongs to.</summary>
    public PipelineId PipelineId { get; private set; }

    /// <summary>The key by which inputs name the stage, e.g. <c>quote</c>; unique in its pipeline.</summary>
    public string Key { get; private set; }

    /// <summary>The name that people see, e.g. 报价.</summary>
    public string Name { get; private set; }

    /// <summary>Open, or how a deal in it has ended.</summary>
    public StageKind Kind { get; private set; }

    /// <summary>Place in the pipeline, from 0; WON follows the open stages, LOST is the last.</summary>
    public int Position { get; private set; }

    /// <summary>Default win probability, 0 to 1.</summary>
    public double Probability { get; private set; }

    /// <summary>How much a forecast may count on deals in this stage.</summary>
    public ForecastCategory ForecastCategory { get; private set; }

    /// <summary>Benchmark conversion to the next stage, 0 to 1 (industry mean), if one is set.</summary>
    public double? Benchmark { get; private set; }

    /// <summary>After this long without an update the opportunity is stagnant and its owner's manager is alerted.</summary>
    public TimeSpan? StagnantAfter { get; private set; }

    /// <summary>What a deal needs to leave the stage forwards.</summary>
    public IReadOnlyList<StageCriterion> ExitCriteria { get; private set; } = [];

    /// <summary>Kinds of activity that have to be completed on each visit of the stage before a deal may leave it forwards.</summary>
    public IReadOnlyList<ActivityKind> RequiredActivities { get; private set; } = [];

    /// <summary>When the stage was taken out of its pipeline; it stays because the history of deals refers to it. Null while it is in use.</summary>
    public DateTimeOffset? RetiredAt { get; private set; }

    /// <summary>Whether the stage has been taken out of its pipeline.</summary>
    public bool IsRetired => RetiredAt is not null;

    internal static Stage Create(PipelineId pipelineId, int position, StageDefinition definition, DateTimeOffset now)
    {
        var stage = new Stage { Id = StageId.New(now), PipelineId = pipelineId };
        stage.Define(position, definition);
        return stage;
    }

    /// <summary>Lays the stage down anew; one that had been retired is back.</summary>
    internal void Define(int position, StageDefinition definition)
    {
        var kind = Guard.Defined(definition.Kind, "kind");
        var probability = Guard.Share(definition.Probability, "probability");
        if (kind == StageKind.Won && probability < 1) throw Guard.Invalid("probability", "The probability of a WON stage is 1.");
        if (kind == StageKind.Lost && probability > 0) throw Guard.Invalid("probability", "The probability of a LOST stage is 0.");
        if (definition.StagnantAfter <= TimeSpan.Zero) throw Guard.Invalid("stagnantAfter", "stagnantAfter must be longer than nothing.");
        var criteria = Checked(definition.ExitCriteria ?? [], kind);
        ActivityKind[] required = [.. (definition.RequiredActivities ?? []).Select(a => Guard.Defined(a, "requiredActivities")).Distinct()];
        if (kind != StageKind.Open && required.Length > 0) throw Guard.Invalid("requiredActivities", $"A deal does not move on from {kind.ApiName()}; only OPEN stages require activities.");
        var (key, name) = (Guard.Key(definition.Key, "key"), Guard.Text(definition.Name, "name", 100));
        var category = Guard.Defined(definition.ForecastCategory, "forecastCategory");
        double? benchmark = definition.Benchmark is { } share ? Guard.Share(share, "benchmark") : null;

        (Key, Name, Kind, Position, Probability, ForecastCategory) = (key, name, kind, position, probability, category);
        (Benchmark, StagnantAfter, RetiredAt) = (benchmark, definition.StagnantAfter, null);
        // the same list again would count as a change of the pipeline
        if (!criteria.SequenceEqual(ExitCriteria)) ExitCriteria = criteria;
        if (!required.SequenceEqual(RequiredActivities)) RequiredActivities = required;
    }

    internal void Retire(DateTimeOffset now) => RetiredAt ??= now;

    private static StageCriterion[] Checked(IReadOnlyList<StageCriterion> criteria, StageKind kind)
    {
        if (criteria.Count > 0 && kind != StageKind.Open)
            throw Guard.Invalid("exitCriteria", $"A deal does not move on from {kind.ApiName()}; only OPEN stages have exit criteria.");
        if (criteria.Count > MaxCriteria) throw Guard.Invalid("exitCriteria", $"A stage has at most {MaxCriteria} exit criteria.");
        StageCriterion[] valid = [.. criteria.Select((criterion, i) => Guard.Within(criterion.Checked, "exitCriteria", i.ToString(CultureInfo.InvariantCulture)))];
        for (var i = 0; i < valid.Length; i++)
        {
            if (valid.Take(i).Any(c => c.Key == valid[i].Key))
                throw Guard.Invalid("key", $"Two criteria of a stage have the key '{valid[i].Key}'; give each its own.").Within("exitCriteria", i.ToString(CultureInfo.InvariantCulture));
        }
        return valid;
    }
}
