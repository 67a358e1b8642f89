using System.Globalization;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Leads;

public sealed partial class Lead
{
    /// <summary>The lead that this one was merged into, and that its id stands for ever since; always one that lives.</summary>
    public LeadId? MergedIntoId { get; private set; }

    /// <summary>
    /// Takes in leads that are the same customer, which become MERGED. What this lead says stays; what it does not say is taken
    /// from them, oldest first. So is the owner, if it has none, and answers of the qualification that nobody gave. A NEW lead is
    /// WORKING if one of them was worked on, and QUALIFIED if all criteria are affirmed by their answers together. Refuses with VALIDATION at <c>mergedIds</c> what is given twice or is this lead itself,
    /// and with INVALID_STATE what has been converted or merged.
    /// </summary>
    /// <param name="merged">The others, in the order in which the caller named them.</param>
    /// <param name="by">Who merges them.</param>
    /// <param name="now">The current time.</param>
    public void Absorb(IReadOnlyList<Lead> merged, UserId by, DateTimeOffset now)
    {
        RequireMergeable("survivorId");
        if (merged.Count == 0) throw Guard.Invalid("mergedIds", "Name at least one lead to merge.");
        for (var i = 0; i < merged.Count; i++) RequireMergeable(merged, i);

        var (details, wasNew) = (Details, Status == LeadStatus.New);
        foreach (var other in merged.OrderBy(m => m.CreatedAt).ThenBy(m => m.Id))
        {
            details = details.FilledFrom(other.Details);
            Qualification = Qualification?.FilledFrom(other.Qualification) ?? other.Qualification;
            if (OwnerId is null && other.OwnerId is not null) (OwnerId, TeamId) = (other.OwnerId, other.TeamId);
            if (wasNew && other.Status is LeadStatus.Working or LeadStatus.Qualified) StartWork(now);
            other.MergedIntoId = Id;
            other.ChangeStatus(LeadStatus.Merged, now);
        }
        Apply(details, now);
        FollowQualification(by, now);
        Raise(new LeadsMerged(Id, [.. merged.Select(m => m.Id)], by, OwnerId, TeamId, now));
    }

    /// <summary>Points a merged lead to where its survivor has been merged into in its turn, or back.</summary>
    public void FollowTo(LeadId survivorId)
    {
        if (Status != LeadStatus.Merged) throw new DomainException(ErrorCode.InvalidState, "The lead was not merged.");
        MergedIntoId = survivorId;
    }

    /// <summary>Brings a merged lead back as it was.</summary>
    /// <param name="status">What it was before.</param>
    /// <param name="now">The current time.</param>
    public void PartAs(LeadStatus status, DateTimeOffset now)
    {
        if (Status != LeadStatus.Merged) throw new DomainException(ErrorCode.InvalidState, "The lead was not merged.");
        MergedIntoId = null;
        ChangeStatus(status, now);
    }

    /// <summary>Gives back what was taken from leads that are parted again, as far as nobody has changed it since.</summary>
    /// <param name="before">What this lead was before the merge.</param>
    /// <param name="after">What it was after it.</param>
    /// <param name="now">The current time.</param>
    /// <param name="parted">The leads that are parted from this one.</param>
    /// <param name="by">Who parts them.</param>
    public void GiveBack(LeadImage before, LeadImage after, IReadOnlyList<LeadId> parted, UserId by, DateTimeOffset now)
    {
        RequireAlive();
        Apply(Details.Without(after.Details, before.Details), now);
        if (OwnerId == after.OwnerId) (OwnerId, TeamId) = (before.OwnerId, before.TeamId);
        if (Status == after.Status && Status != before.Status) ChangeStatus(before.Status, now);
        if (Qualification?.AssessedAt == after.Qualification?.AssessedAt) Qualification = before.Qualification;
        Raise(new LeadsParted(Id, parted, by, OwnerId, TeamId, now));
    }

    /// <summary>What the lead is now, to be told by later.</summary>
    public LeadImage Image => new(Id, Status, Details, OwnerId, TeamId, Qualification);

    private void RequireMergeable(IReadOnlyList<Lead> merged, int i)
    {
        var index = i.ToString(CultureInfo.InvariantCulture);
        if (merged[i].Id == Id) throw new DomainException(ErrorCode.Validation, "A lead cannot be merged into itself.", "mergedIds", index);
        if (merged.Take(i).Any(m => m.Id == merged[i].Id)) throw new DomainException(ErrorCode.Validation, "The lead is named twice.", "mergedIds", index);
        merged[i].RequireMergeable("mergedIds", index);
    }

    private void RequireMergeable(params string[] path)
    {
        if (Status is LeadStatus.Converted or LeadStatus.Merged)
            throw new DomainException(ErrorCode.InvalidState, $"The lead is {Status.ApiName()}; only leads that have neither been converted nor merged can be merged.", path);
    }
}
