namespace CrmGraph.Domain.Activities;

/// <summary>What people enter about an activity. Change one with <c>activity.Revise(activity.Details with { … }, now)</c>.</summary>
public sealed record ActivityDetails
{
    /// <summary>What kind it is.</summary>
    public required ActivityKind Kind { get; init; }

    /// <summary>What it is about, in a line; required, at most 300 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>The text.</summary>
    public string? Body { get; init; }

    /// <summary>What it is meant to achieve.</summary>
    public string? Purpose { get; init; }

    /// <summary>What came of it.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it starts or started.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>When it ends or ended; not before the start.</summary>
    public DateTimeOffset? EndAt { get; init; }

    /// <summary>Until when it is to be done.</summary>
    public DateTimeOffset? DueAt { get; init; }

    internal ActivityDetails Checked()
    {
        if (EndAt < StartAt) throw Guard.Invalid("endAt", "endAt must not be before startAt.");
        if (EndAt is not null && StartAt is null) throw Guard.Invalid("startAt", "An activity with endAt needs startAt.");
        return this with
        {
            Kind = Guard.Defined(Kind, "kind"),
            Subject = Guard.Text(Subject, "subject", 300),
            Body = Guard.OptionalText(Body, "body", 20_000),
            Purpose = Guard.OptionalText(Purpose, "purpose", 500),
            Outcome = Guard.OptionalText(Outcome, "outcome", 2000),
        };
    }
}
