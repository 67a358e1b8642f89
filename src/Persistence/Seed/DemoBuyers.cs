using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Persistence.Seed;

/// <summary>Who decides on the deals of the demo, who else is after them, and what was negotiated.</summary>
internal sealed class DemoBuyers
{
    private static readonly StakeholderRole[] Roles = [StakeholderRole.DecisionMaker, StakeholderRole.Champion, StakeholderRole.EconomicBuyer, StakeholderRole.User];
    private static readonly string[] Rivals = ["云图软件", "Acorn CRM", "明道销售", "Halcyon Suite"];

    private static readonly (string Term, string From, string To, string Feedback)[] Chinese =
        [("付款方式", "一次付清", "分三期支付", "财务总监同意"), ("折扣", "无", "九五折", "采购部希望再优惠"), ("交付周期", "三个月", "两个月", "业务部门要求提前上线")];

    private static readonly (string Term, string From, string To, string Feedback)[] English =
        [("Payment", "In advance", "Three instalments", "The CFO agrees"), ("Discount", "None", "5 %", "Purchasing wants more"), ("Delivery", "Three months", "Two months", "The plant wants it earlier")];

    private readonly SeededRandom _random = new("buyers");

    /// <summary>Fills in a deal, and says what was negotiated about it.</summary>
    internal IEnumerable<Aggregate> Meet(DemoDeal deal)
    {
        var (opportunity, customer) = (deal.Opportunity, deal.Customer);
        if (_random.Chance(0.6)) Introduce(opportunity, customer.Contacts);
        if (_random.Chance(0.25)) opportunity.NameCompetitors([.. opportunity.Competitors, _random.Pick(Rivals)], opportunity.UpdatedAt);
        if (!opportunity.IsOpen || opportunity.Probability < 0.6) yield break;
        var (term, from, to, feedback) = _random.Pick(customer.IsChinese ? Chinese : English);
        yield return opportunity.Negotiate(term, from, to, feedback, opportunity.OwnerId, opportunity.UpdatedAt);
    }

    private void Introduce(Opportunity opportunity, IReadOnlyList<Contact> contacts)
    {
        for (var i = 0; i < contacts.Count && i < Roles.Length; i++)
        {
            opportunity.SetStakeholder(
                contacts[i], Roles[i], _random.Pick(Enum.GetValues<Attitude>()), Math.Max(1, 5 - i), i == 0 ? null : contacts[0], null, opportunity.UpdatedAt);
        }
    }
}
