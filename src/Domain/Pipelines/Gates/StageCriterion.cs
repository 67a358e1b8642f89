using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Pipelines.Gates;

/// <summary>One condition under which a deal may leave a stage forwards. Which of the other members it has depends on its kind.</summary>
public sealed record StageCriterion
{
    /// <summary>Names the criterion in blockers; unique in its stage.</summary>
    public required string Key { get; init; }

    /// <summary>What it asks for.</summary>
    public required CriterionKind Kind { get; init; }

    /// <summary>What people are told, in words of their own; a built-in text if absent.</summary>
    public string? Description { get; init; }

    /// <summary>The field of the deal, by its name in the API, e.g. <c>amount</c> or <c>account.industry</c>; for FIELD_PRESENT and FIELD_IN_RANGE.</summary>
    public string? Field { get; init; }

    /// <summary>The least value that will do, as text; for FIELD_IN_RANGE.</summary>
    public string? Min { get; init; }

    /// <summary>The largest value that will do, as text; for FIELD_IN_RANGE.</summary>
    public string? Max { get; init; }

    /// <summary>The kind of activity; for ACTIVITY.</summary>
    public ActivityKind? ActivityKind { get; init; }

    /// <summary>The role in the purchase; for STAKEHOLDER.</summary>
    public StakeholderRole? StakeholderRole { get; init; }

    /// <summary>The role of who moves the deal; for CALLER_ROLE.</summary>
    public Role? CallerRole { get; init; }

    /// <summary>
    /// The criterion in the form in which it is kept. Refuses with VALIDATION and the path of the member that is missing, does not
    /// belong to the kind, or makes no sense.
    /// </summary>
    internal StageCriterion Checked()
    {
        var kind = Guard.Defined(Kind, "kind");
        var isAboutField = kind is CriterionKind.FieldPresent or CriterionKind.FieldInRange;
        var field = Member(Field, isAboutField, "field") is { } name ? DealField.Named(name) : null;
        if (kind != CriterionKind.FieldInRange) Forbid(Min ?? Max, Min is null ? "max" : "min");
        var (min, max) = kind == CriterionKind.FieldInRange ? field!.Range(Min, Max) : (null, null);
        return new StageCriterion
        {
            Key = Guard.Text(Key, "key", 50),
            Kind = kind,
            Description = Guard.OptionalText(Description, "description", 300),
            Field = field?.Name,
            Min = min,
            Max = max,
            ActivityKind = Defined(Member(ActivityKind, kind == CriterionKind.Activity, "activityKind"), "activityKind"),
            StakeholderRole = Defined(Member(StakeholderRole, kind == CriterionKind.Stakeholder, "stakeholderRole"), "stakeholderRole"),
            CallerRole = Defined(Member(CallerRole, kind == CriterionKind.CallerRole, "callerRole"), "callerRole"),
        };
    }

    private T? Member<T>(T? value, bool belongs, string member)
    {
        if (!belongs) Forbid(value, member);
        else if (value is null) throw Guard.Invalid(member, $"A criterion of the kind {Kind.ApiName()} needs {member}.");
        return value;
    }

    private void Forbid(object? value, string member)
    {
        if (value is not null) throw Guard.Invalid(member, $"A criterion of the kind {Kind.ApiName()} takes no {member}; leave it out.");
    }

    private static TEnum? Defined<TEnum>(TEnum? value, string field)
        where TEnum : struct, Enum =>
        value is { } given ? Guard.Defined(given, field) : null;
}
