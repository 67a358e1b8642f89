using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Qualifications;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence.Seed;

/// <summary>What has been found out about the leads and deals of the demo by BANT: who is QUALIFIED has all four affirmed.</summary>
internal sealed class DemoQualifications
{
    private static readonly (string Key, string Chinese, string English)[] Bant =
    [
        ("budget", "预算已列入年度计划", "The budget is in this year's plan"),
        ("authority", "与采购决策人面谈过", "Met whoever signs"),
        ("need", "现有系统无法满足业务增长", "The present system does not keep up"),
        ("timeline", "计划本季度内上线", "To go live this quarter"),
    ];

    private readonly SeededRandom _random = new("qualifications");

    /// <summary>Qualifies a lead that is being worked on.</summary>
    internal static void Qualify(Lead lead, UserId by, bool chinese, DateTimeOffset at) =>
        lead.Assess(QualificationFramework.Bant, [.. Bant.Select(c => Finding(c, CriterionAnswer.Yes, chinese))], by, at);

    /// <summary>Notes what is known so far about a lead that is not qualified yet: some of it affirmed, some not.</summary>
    internal void Ask(Lead lead, UserId by, bool chinese, DateTimeOffset at)
    {
        if (_random.Chance(0.5)) lead.Assess(QualificationFramework.Bant, Partly(chinese), by, at);
    }

    /// <summary>A deal keeps what was found out about its lead; of others something is known.</summary>
    internal void Assess(DemoDeal made)
    {
        var (deal, lead) = (made.Opportunity, made.Lead);
        if (lead is not null) deal.TakeOver(lead.Qualification);
        else if (deal.IsOpen && _random.Chance(0.5)) deal.Assess(QualificationFramework.Bant, Partly(made.Customer.IsChinese), deal.OwnerId, deal.UpdatedAt);
    }

    // the criteria are asked one after the other
    private List<CriterionFinding> Partly(bool chinese)
    {
        var asked = Bant.Take(_random.Between(1, Bant.Length)).ToList();
        return [.. asked.Select(c => Finding(c, c == asked[^1] ? _random.Pick([CriterionAnswer.No, CriterionAnswer.Partly]) : CriterionAnswer.Yes, chinese))];
    }

    private static CriterionFinding Finding((string Key, string Chinese, string English) criterion, CriterionAnswer answer, bool chinese) =>
        new(criterion.Key, answer, answer == CriterionAnswer.Yes ? (chinese ? criterion.Chinese : criterion.English) : null);
}
