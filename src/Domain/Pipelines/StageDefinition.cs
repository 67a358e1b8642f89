using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Pipelines.Gates;

namespace CrmGraph.Domain.Pipelines;

/// <summary>What is laid down for a stage when its pipeline is made.</summary>
/// <param name="Key">The key by which inputs name the stage; unique in its pipeline.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="Kind">Open, or how a deal in it has ended.</param>
/// <param name="Probability">Default chance to win, from 0 to 1; 1 for WON and 0 for LOST.</param>
/// <param name="ForecastCategory">How much a forecast may count on deals in it.</param>
/// <param name="Benchmark">Usual conversion to the next stage, from 0 to 1.</param>
/// <param name="StagnantAfter">After this long without an update a deal is stagnant.</param>
/// <param name="ExitCriteria">What a deal needs to leave it forwards; none if absent.</param>
/// <param name="RequiredActivities">Kinds of activity to be completed in it before a deal may leave it forwards; none if absent.</param>
public sealed record StageDefinition(
    string Key,
    string Name,
    StageKind Kind,
    double Probability,
    ForecastCategory ForecastCategory,
    double? Benchmark = null,
    TimeSpan? StagnantAfter = null,
    IReadOnlyList<StageCriterion>? ExitCriteria = null,
    IReadOnlyList<ActivityKind>? RequiredActivities = null);
