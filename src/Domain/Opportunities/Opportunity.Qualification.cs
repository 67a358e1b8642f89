using CrmGraph.Domain.Qualifications;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Opportunities;

public sealed partial class Opportunity
{
    /// <summary>How far the customer has been found worth selling to; that of the lead at first. Null if nobody has assessed it.</summary>
    public Qualification? Qualification { get; private set; }

    /// <summary>Notes what has been found out; criteria that are left out stay as they are. A closed deal refuses with INVALID_STATE.</summary>
    public void Assess(QualificationFramework framework, IReadOnlyList<CriterionFinding> findings, UserId by, DateTimeOffset now)
    {
        RequireOpen("assessed");
        Qualification = Qualification.Assess(Qualification, framework, findings, by, now);
        Touch(now);
    }

    /// <summary>Takes over what was found out about the lead that the deal is made of.</summary>
    public void TakeOver(Qualification? qualification) => Qualification = qualification;
}
