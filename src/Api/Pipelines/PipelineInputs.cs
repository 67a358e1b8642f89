using System.Text.Json;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Pipelines.Gates;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Api.Pipelines;

/// <summary>A pipeline as it is to be from now on.</summary>
/// <param name="Id">The pipeline; a new one is made if absent.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
/// <param name="Name">The name that people see; unique, at most 100 characters.</param>
/// <param name="IsDefault">Whether opportunities go to it when none is named; the former default one is it no more. As it was if absent.</param>
/// <param name="Stages">All stages in order: one or more OPEN, then one WON, then one LOST. OPEN stages are known by their keys.</param>
/// <param name="StageMoves">Where the deals of stages go that are in the pipeline no more.</param>
internal sealed record SavePipelineInput(
    PipelineId? Id, int? Version, string Name, bool? IsDefault, IReadOnlyList<StageInput> Stages, IReadOnlyList<StageMoveInput>? StageMoves);

/// <summary>Where the deals of a stage go that is in the pipeline no more.</summary>
/// <param name="FromKey">The key of an OPEN stage that is left out.</param>
/// <param name="ToKey">The key of an OPEN stage of the pipeline as it is to be.</param>
internal sealed record StageMoveInput(string FromKey, string ToKey);

/// <summary>One stage of a pipeline.</summary>
/// <param name="Key">The key by which inputs name the stage; unique in its pipeline.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="Kind">OPEN, or how a deal in it has ended.</param>
/// <param name="Probability">Default chance to win, from 0 to 1; 1 for WON and 0 for LOST. Open deals in the stage follow it.</param>
/// <param name="ForecastCategory">How much a forecast may count on deals in it.</param>
/// <param name="Benchmark">Usual conversion to the next stage, from 0 to 1.</param>
/// <param name="StagnantAfter">After this long without an update a deal is stagnant.</param>
/// <param name="ExitCriteria">What a deal needs to leave it forwards.</param>
/// <param name="RequiredActivities">Kinds of activity to be completed on each visit before a deal may leave it forwards.</param>
internal sealed record StageInput(
    string Key,
    string Name,
    StageKind Kind,
    double Probability,
    ForecastCategory ForecastCategory,
    double? Benchmark,
    TimeSpan? StagnantAfter,
    IReadOnlyList<StageCriterionInput>? ExitCriteria,
    IReadOnlyList<ActivityKind>? RequiredActivities)
{
    internal StageDefinition ToDefinition() => new(
        Key, Name, Kind, Probability, ForecastCategory, Benchmark, StagnantAfter, [.. (ExitCriteria ?? []).Select(c => c.ToCriterion())], RequiredActivities);
}

/// <summary>One condition under which a deal may leave a stage forwards.</summary>
/// <param name="Key">Names the criterion in blockers; unique in its stage.</param>
/// <param name="Kind">What it asks for; it decides which of the following belong to it.</param>
/// <param name="Description">What people are told; a built-in text if absent.</param>
/// <param name="Field">The field of the opportunity, e.g. <c>amount</c> or <c>account.industry</c>; for FIELD_PRESENT and FIELD_IN_RANGE.</param>
/// <param name="Min">The least value that will do, a number, date or moment as the field has it; for FIELD_IN_RANGE.</param>
/// <param name="Max">The largest value that will do; for FIELD_IN_RANGE.</param>
/// <param name="ActivityKind">The kind of activity, completed since the deal entered its stage; for ACTIVITY.</param>
/// <param name="StakeholderRole">The role that some stakeholder has; for STAKEHOLDER.</param>
/// <param name="CallerRole">The role of who moves the deal, or one below it in sales; for CALLER_ROLE.</param>
internal sealed record StageCriterionInput(
    string Key,
    CriterionKind Kind,
    string? Description,
    string? Field,
    JsonElement? Min,
    JsonElement? Max,
    ActivityKind? ActivityKind,
    StakeholderRole? StakeholderRole,
    Role? CallerRole)
{
    internal StageCriterion ToCriterion() => new()
    {
        Key = Key,
        Kind = Kind,
        Description = Description,
        Field = Field,
        Min = Text(Min),
        Max = Text(Max),
        ActivityKind = ActivityKind,
        StakeholderRole = StakeholderRole,
        CallerRole = CallerRole,
    };

    // numbers come as JSON numbers or as strings, like every decimal
    private static string? Text(JsonElement? bound) => bound switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => other.GetRawText(),
    };
}
