using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Qualifications;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Qualifications;

public sealed class QualificationTests
{
    private static readonly DateTimeOffset Later = Given.Now.AddDays(1);
    private static readonly string[] BantKeys = ["budget", "authority", "need", "timeline"];
    private static readonly string[] MeddicKeys = ["metrics", "economic_buyer", "decision_criteria", "decision_process", "identify_pain", "champion"];

    private readonly User _seller = Given.User();

    public static TheoryData<int> AllBantAnswers => [.. Enumerable.Range(0, 256)];

    [Theory]
    [MemberData(nameof(AllBantAnswers))]
    public void BANT_is_qualified_exactly_when_all_four_are_affirmed(int number)
    {
        CriterionFinding[] findings = [.. BantKeys.Select((key, i) => new CriterionFinding(key, (CriterionAnswer)((number >> (2 * i)) & 3), null))];

        var assessed = Qualification.Assess(null, QualificationFramework.Bant, findings, _seller.Id, Given.Now);

        var affirmed = findings.Count(f => f.Answer == CriterionAnswer.Yes);
        Assert.Equal((affirmed, affirmed == 4), (assessed.Score, assessed.IsQualified));
        Assert.Equal(findings, assessed.Criteria);
    }

    [Fact]
    public void MEDDIC_counts_from_0_to_6_and_is_qualified_when_all_six_are_affirmed()
    {
        Qualification? assessed = null;
        for (var i = 0; i < MeddicKeys.Length; i++)
        {
            Assert.NotEqual(true, assessed?.IsQualified);
            assessed = Qualification.Assess(assessed, QualificationFramework.Meddic, [Yes(MeddicKeys[i])], _seller.Id, Given.Now);
            Assert.Equal(i + 1, assessed.Score);
        }

        Assert.True(assessed!.IsQualified);
        Assert.Equal(MeddicKeys, assessed.Criteria.Select(c => c.Key));
    }

    [Fact]
    public void A_criterion_that_is_given_replaces_what_was_known_and_the_others_stay()
    {
        var other = Given.User();
        var first = Assess(null, new("budget", CriterionAnswer.Yes, " 已批准 "), new("need", CriterionAnswer.Partly, null));

        var second = Qualification.Assess(first, QualificationFramework.Bant, [new("budget", CriterionAnswer.No, "冻结")], other.Id, Later);

        Assert.Equal(
            [new("budget", CriterionAnswer.No, "冻结"), new("authority", CriterionAnswer.Unknown, null), new("need", CriterionAnswer.Partly, null), new("timeline", CriterionAnswer.Unknown, null)],
            second.Criteria);
        Assert.Equal((other.Id, Later), (second.AssessedById, second.AssessedAt));
        Assert.Equal(new CriterionFinding("budget", CriterionAnswer.Yes, "已批准"), first.Criteria[0]);
    }

    [Fact]
    public void The_answers_to_one_framework_survive_an_assessment_by_the_other()
    {
        var bant = Assess(null, [.. BantKeys.Select(Yes)]);

        var both = Qualification.Assess(bant, QualificationFramework.Meddic, [Yes("champion")], _seller.Id, Later);

        Assert.Equal((QualificationFramework.Meddic, 1, false), (both.Framework, both.Score, both.IsQualified));
        Assert.True(both.IsQualifiedBy(QualificationFramework.Bant));
    }

    [Fact]
    public void What_is_wrong_with_a_finding_is_refused_with_its_place()
    {
        Refusal.Validation("criteria.1.key", () => Assess(null, Yes("budget"), Yes("champion")));
        Refusal.Validation("criteria.1.key", () => Assess(null, Yes("budget"), Yes("budget")));
        Refusal.Validation("criteria.0.answer", () => Assess(null, new CriterionFinding("budget", (CriterionAnswer)9, null)));
        Refusal.Validation("criteria.0.evidence", () => Assess(null, new CriterionFinding("budget", CriterionAnswer.Yes, new string('x', 2001))));
        Refusal.Validation("criteria", () => Assess(null));
    }

    [Fact]
    public void A_lead_becomes_QUALIFIED_with_the_last_affirmation_and_says_so_once()
    {
        var lead = Given.Lead(Given.LeadSource());
        lead.DequeueEvents();

        lead.Assess(QualificationFramework.Bant, [Yes("budget"), Yes("authority"), Yes("need")], _seller.Id, Later);
        Assert.Equal(LeadStatus.New, lead.Status);
        lead.Assess(QualificationFramework.Bant, [Yes("timeline")], _seller.Id, Later);
        lead.Assess(QualificationFramework.Bant, [new("budget", CriterionAnswer.No, null)], _seller.Id, Later);
        lead.Assess(QualificationFramework.Bant, [Yes("budget")], _seller.Id, Later);

        Assert.Equal(LeadStatus.Qualified, lead.Status);
        Assert.Equal([typeof(LeadStatusChanged), typeof(LeadQualified)], lead.DomainEvents.Select(e => e.GetType()));
    }

    [Fact]
    public void A_lead_that_is_done_with_is_not_assessed()
    {
        var (lost, converted) = (Given.Lead(Given.LeadSource()), Given.Lead(Given.LeadSource()));
        lost.Disqualify("budget", Later);
        converted.MarkConverted(Later);

        foreach (var lead in new[] { lost, converted })
        {
            Refusal.InvalidState(() => lead.Assess(QualificationFramework.Bant, [Yes("budget")], _seller.Id, Later));
            Assert.Null(lead.Qualification);
        }
    }

    [Fact]
    public void A_deal_is_assessed_while_it_is_open()
    {
        var (pipeline, account) = (Given.Pipeline(), Given.Account(_seller));
        var deal = Given.Opportunity(account, pipeline, _seller);

        deal.Assess(QualificationFramework.Bant, [.. BantKeys.Select(Yes)], _seller.Id, Later);
        deal.Lose(pipeline.Lost, Given.Reason(Domain.Pipelines.StageKind.Lost), null, null, _seller.Id, Later);

        Assert.True(deal.Qualification?.IsQualified);
        Refusal.InvalidState(() => deal.Assess(QualificationFramework.Bant, [Yes("budget")], _seller.Id, Later));
    }

    private static CriterionFinding Yes(string key) => new(key, CriterionAnswer.Yes, null);

    private Qualification Assess(Qualification? before, params CriterionFinding[] findings) =>
        Qualification.Assess(before, QualificationFramework.Bant, findings, _seller.Id, Given.Now);
}
