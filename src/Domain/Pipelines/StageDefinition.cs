namespace CrmGraph.Domain.Pipelines;

/// <summary>What is laid down for a stage when its pipeline is made.</summary>
/// <param name="Key">The key by which inputs name the stage; unique in its pipeline.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="Kind">Open, or how a deal in it has ended.</param>
/// <param name="Probability">Default chance to win, from 0 to 1; 1 for WON and 0 for LOST.</param>
/// <param name="ForecastCategory">How much a forecast may count on deals in it.</param>
/// <param name="Benchmark">Usual conversion to the next stage, from 0 to 1.</param>
/// <param name="StagnantAfter">After this long without an update a deal is stagnant.</param>
public sealed record StageDefinition(
    string Key,
    string Name,
    StageKind Kind,
    double Probability,
    ForecastCategory ForecastCategory,
    double? Benchmark = null,
    TimeSpan? StagnantAfter = null);
