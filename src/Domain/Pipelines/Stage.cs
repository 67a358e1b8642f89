namespace CrmGraph.Domain.Pipelines;

/// <summary>One step of a pipeline.</summary>
public sealed class Stage
{
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

    internal static Stage Create(PipelineId pipelineId, int position, StageDefinition definition, DateTimeOffset now)
    {
        var kind = Guard.Defined(definition.Kind, "kind");
        var probability = Guard.Share(definition.Probability, "probability");
        if (kind == StageKind.Won && probability < 1) throw Guard.Invalid("probability", "The probability of a WON stage is 1.");
        if (kind == StageKind.Lost && probability > 0) throw Guard.Invalid("probability", "The probability of a LOST stage is 0.");
        if (definition.StagnantAfter <= TimeSpan.Zero) throw Guard.Invalid("stagnantAfter", "stagnantAfter must be longer than nothing.");
        return new Stage
        {
            Id = StageId.New(now),
            PipelineId = pipelineId,
            Key = Guard.Key(definition.Key, "key"),
            Name = Guard.Text(definition.Name, "name", 100),
            Kind = kind,
            Position = position,
            Probability = probability,
            ForecastCategory = Guard.Defined(definition.ForecastCategory, "forecastCategory"),
            Benchmark = definition.Benchmark is { } share ? Guard.Share(share, "benchmark") : null,
            StagnantAfter = definition.StagnantAfter,
        };
    }
}
