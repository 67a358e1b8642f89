using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Qualifications;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Leads;

public sealed class LeadMergingTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddDays(1);
    private readonly User _seller = Given.User();

    [Fact]
    public void A_lead_that_takes_in_the_missing_affirmations_is_QUALIFIED()
    {
        var (survivor, other) = (Given.Lead(Given.LeadSource()), Given.Lead(Given.LeadSource()));
        survivor.Assess(QualificationFramework.Bant, [Yes("budget"), Yes("authority")], _seller.Id, Later);
        other.Assess(QualificationFramework.Bant, [Yes("need"), Yes("timeline")], _seller.Id, Later);
        survivor.DequeueEvents();

        survivor.Absorb([other], _seller.Id, Later);

        Assert.Equal((LeadStatus.Qualified, LeadStatus.Merged, 4), (survivor.Status, other.Status, survivor.Qualification?.Score));
        Assert.Single(survivor.DomainEvents.OfType<LeadQualified>());
    }

    [Fact]
    public void A_lead_that_was_given_up_stays_so_whatever_it_takes_in()
    {
        var (survivor, other) = (Given.Lead(Given.LeadSource()), Given.Lead(Given.LeadSource()));
        other.Assess(QualificationFramework.Bant, [Yes("budget"), Yes("authority"), Yes("need"), Yes("timeline")], _seller.Id, Later);
        survivor.Disqualify("budget", Later);

        survivor.Absorb([other], _seller.Id, Later);

        Assert.Equal(LeadStatus.Disqualified, survivor.Status);
    }

    private static CriterionFinding Yes(string key) => new(key, CriterionAnswer.Yes, null);
}
