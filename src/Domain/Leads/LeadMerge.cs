using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Leads;

/// <summary>That leads were merged into another one, with everything that it takes to part them again.</summary>
public sealed class LeadMerge : Aggregate<LeadMergeId>
{
    private LeadMerge() => Images = "";

    /// <summary>The lead that lives on.</summary>
    public LeadId SurvivorId { get; private set; }

    /// <summary>Who merged them.</summary>
    public UserId MergedById { get; private set; }

    /// <summary>When they were merged.</summary>
    public DateTimeOffset MergedAt { get; private set; }

    /// <summary>Who parted them again; null while they are one.</summary>
    public UserId? UndoneById { get; private set; }

    /// <summary>When they were parted again; null while they are one.</summary>
    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>What the leads were before, and which records were moved, as JSON. Personal data.</summary>
    public string Images { get; private set; }

    /// <summary>Notes a merge.</summary>
    public static LeadMerge Note(LeadId survivorId, string images, UserId by, DateTimeOffset now) =>
        new() { Id = LeadMergeId.New(now), SurvivorId = survivorId, Images = images, MergedById = by, MergedAt = now };

    /// <summary>Notes that the leads are parted again. A second time refuses with INVALID_STATE.</summary>
    public void Undo(UserId by, DateTimeOffset now)
    {
        if (UndoneAt is not null) throw new DomainException(ErrorCode.InvalidState, "The merge has been undone already.", "mergeId");
        (UndoneById, UndoneAt) = (by, now);
    }
}
