using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Pipelines.Gates;

/// <summary>
/// Says what stands in the way of a move. Forwards, to WON too, a deal needs the exit criteria and the required activities of the
/// stage that it is in, and the exit criteria of every open stage that it skips. Back and to LOST it needs none of these. Whatever the
/// direction, the caller needs the right to change the deal.
/// </summary>
public sealed class StageGate
{
    private readonly Stage[] _stages;

    /// <summary>The gate of a pipeline's stages, in any order.</summary>
    public StageGate(IEnumerable<Stage> stages) => _stages = [.. stages.Where(s => !s.IsRetired).OrderBy(s => s.Position)];

    /// <summary>The stages that an open deal can go to, in order: all of the pipeline's but the one that it is in. A closed deal has none.</summary>
    public IEnumerable<Stage> OptionsFrom(Stage from) => from.Kind == StageKind.Open ? _stages.Where(s => s.Id != from.Id) : [];

    /// <summary>What stands in the way; empty if nothing does.</summary>
    /// <param name="facts">All that is known of the deal and the caller.</param>
    /// <param name="from">The open stage that the deal is in.</param>
    /// <param name="to">The stage that it is to go to.</param>
    public IReadOnlyList<Blocker> Evaluate(DealFacts facts, Stage from, Stage to)
    {
        List<Blocker> blockers = [];
        if (facts.Forbidden is { } code)
            blockers.Add(new Blocker(code, Blocker.PermissionKey, null, code == BlockerCode.NotOwner ? ["owner"] : null, null, code == BlockerCode.Role ? facts.CallerRole.ApiName() : null, facts.OwnerRole));
        if (to.Kind == StageKind.Lost || to.Position <= from.Position) return blockers;

        var passed = _stages.Where(s => s.Kind == StageKind.Open && s.Position >= from.Position && s.Position < to.Position);
        blockers.AddRange(passed.SelectMany(s => s.ExitCriteria).Select(c => Check(c, facts)).OfType<Blocker>());
        blockers.AddRange(from.RequiredActivities.Select(kind => Missing(kind, $"required:{kind.ApiName()}", null, facts)).OfType<Blocker>());
        // stages may ask for the same; a list in a record is equal to nothing but itself
        return [.. blockers.DistinctBy(b => (b.Code, b.Criterion, b.Description, b.Expected, string.Join('.', b.Path ?? [])))];
    }

    /// <summary>The bounds of a criterion, e.g. <c>&gt;= 100000</c>; null if it has none.</summary>
    public static string? Range(StageCriterion criterion) => (criterion.Min, criterion.Max) switch
    {
        (null, null) => null,
        ({ } min, null) => $">= {min}",
        (null, { } max) => $"<= {max}",
        var (min, max) => $"{min} .. {max}",
    };

    private static Blocker? Check(StageCriterion criterion, DealFacts facts) => criterion.Kind switch
    {
        CriterionKind.FieldPresent => Field(criterion, facts),
        CriterionKind.FieldInRange => Field(criterion, facts),
        CriterionKind.Activity => Missing(criterion.ActivityKind!.Value, criterion.Key, criterion.Description, facts),
        CriterionKind.Qualified => facts.IsQualified == true ? null
            : Blocked(criterion, BlockerCode.CriterionNotAffirmed, ["qualification"], "QUALIFIED", facts.IsQualified is null ? null : "NOT_QUALIFIED", facts.OwnerRole),
        CriterionKind.Stakeholder => facts.Stakeholders.Contains(criterion.StakeholderRole!.Value) ? null
            : Blocked(criterion, BlockerCode.StakeholderMissing, ["stakeholders"], criterion.StakeholderRole.Value.ApiName(), Listed(facts.Stakeholders), facts.OwnerRole),
        CriterionKind.QuoteAccepted => facts.HasAcceptedQuote ? null
            : Blocked(criterion, BlockerCode.QuoteNotAccepted, ["quotes"], "ACCEPTED", null, facts.OwnerRole),
        CriterionKind.Approved => facts.IsApproved ? null
            : Blocked(criterion, BlockerCode.ApprovalPending, ["approvals"], "APPROVED", facts.IsApprovalPending ? "PENDING" : null, facts.ApproverRole ?? Role.SalesManager),
        _ => Suffices(facts.CallerRole, criterion.CallerRole!.Value) ? null
            : Blocked(criterion, BlockerCode.Role, null, criterion.CallerRole.Value.ApiName(), facts.CallerRole.ApiName(), criterion.CallerRole),
    };

    private static Blocker? Field(StageCriterion criterion, DealFacts facts)
    {
        var field = DealField.Named(criterion.Field!);
        var range = Range(criterion);
        if (!field.IsPresent(facts)) return Blocked(criterion, BlockerCode.FieldMissing, field.Path, range, null, facts.OwnerRole);
        return range is null || field.IsWithin(facts, criterion.Min, criterion.Max) ? null
            : Blocked(criterion, BlockerCode.FieldOutOfRange, field.Path, range, field.Show(facts), facts.OwnerRole);
    }

    private static Blocker? Missing(ActivityKind kind, string key, string? description, DealFacts facts) => facts.DoneInStage.Contains(kind) ? null
        : new Blocker(BlockerCode.ActivityMissing, key, description, ["activities"], kind.ApiName(), Listed(facts.DoneInStage), facts.OwnerRole);

    // administrators may do everything; in sales, who leads may do what those below may
    private static bool Suffices(Role caller, Role needed) =>
        caller == needed || caller == Role.Admin || (Rank(needed) is { } least && Rank(caller) is { } rank && rank > least);

    private static int? Rank(Role role) => role switch
    {
        Role.SalesRep => 0,
        Role.SalesManager => 1,
        Role.SalesDirector => 2,
        _ => null,
    };

    private static string? Listed<TEnum>(IReadOnlyCollection<TEnum> values)
        where TEnum : struct, Enum =>
        values.Count == 0 ? null : string.Join(", ", values.Distinct().Order().Select(v => v.ApiName()));

    private static Blocker Blocked(StageCriterion criterion, BlockerCode code, IReadOnlyList<string>? path, string? expected, string? actual, Role? fixableBy) =>
        new(code, criterion.Key, criterion.Description, path, expected, actual, fixableBy);
}
