namespace CrmGraph.Domain.Duplicates;

/// <summary>What happens to records of one kind that probably exist already.</summary>
public sealed class DuplicatePolicy : Aggregate<DuplicatePolicyId>
{
    /// <summary>From this similarity on a record counts as a duplicate unless the policy says otherwise.</summary>
    public const double DefaultThreshold = 0.8;

    private DuplicatePolicy() { }

    /// <summary>The kind of record.</summary>
    public MatchedEntity Entity { get; private set; }

    /// <summary>What happens.</summary>
    public DuplicateMode Mode { get; private set; }

    /// <summary>The similarity from which on a record counts as a duplicate; above 0, at most 1.</summary>
    public double Threshold { get; private set; }

    /// <summary>What holds until an administrator decides: WARN for leads and accounts, ALLOW for contacts.</summary>
    public static DuplicatePolicy DefaultFor(MatchedEntity entity, DateTimeOffset now) =>
        Create(entity, entity == MatchedEntity.Contact ? DuplicateMode.Allow : DuplicateMode.Warn, DefaultThreshold, now);

    /// <summary>Creates a policy.</summary>
    public static DuplicatePolicy Create(MatchedEntity entity, DuplicateMode mode, double threshold, DateTimeOffset now)
    {
        var policy = new DuplicatePolicy { Id = DuplicatePolicyId.New(now), Entity = Guard.Defined(entity, "entity") };
        policy.Change(mode, threshold);
        return policy;
    }

    /// <summary>Decides otherwise.</summary>
    public void Change(DuplicateMode mode, double threshold)
    {
        if (!(threshold is > 0 and <= 1)) throw Guard.Invalid("threshold", "threshold must be above 0 and at most 1.");
        (Mode, Threshold) = (Guard.Defined(mode, "mode"), threshold);
    }
}
