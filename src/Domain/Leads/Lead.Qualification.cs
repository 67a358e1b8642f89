using CrmGraph.Domain.Qualifications;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Leads;

public sealed partial class Lead
{
    /// <summary>How far the lead has been found worth selling to, by BANT or MEDDIC; null if nobody has assessed it.</summary>
    public Qualification? Qualification { get; private set; }

    /// <summary>
    /// Notes what has been found out; criteria that are left out stay as they are. A NEW or WORKING lead becomes QUALIFIED when
    /// all criteria of the framework are affirmed; no answer ever takes a status away. A lead that is done with refuses with INVALID_STATE.
    /// </summary>
    public void Assess(QualificationFramework framework, IReadOnlyList<CriterionFinding> findings, UserId by, DateTimeOffset now)
    {
        if (Status is not (LeadStatus.New or LeadStatus.Working or LeadStatus.Qualified))
            throw new DomainException(ErrorCode.InvalidState, $"The lead is {Status.ApiName()}; only a NEW, WORKING or QUALIFIED lead can be assessed.");
        Qualification = Qualification.Assess(Qualification, framework, findings, by, now);
        UpdatedAt = now;
        FollowQualification(by, now);
    }

    // Only upwards, and only once: what has been affirmed makes a NEW or WORKING lead QUALIFIED.
    private void FollowQualification(UserId by, DateTimeOffset now)
    {
        if (Qualification is not { IsQualified: true } || Status is not (LeadStatus.New or LeadStatus.Working)) return;
        ChangeStatus(LeadStatus.Qualified, now);
        Raise(new LeadQualified(Id, Qualification.Framework, by, OwnerId, TeamId, now));
    }
}
