using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Domain.Tests.Opportunities;

public sealed class WorkingDealTests
{
    private static readonly User Owner = Given.User();
    private static readonly Domain.Accounts.Account Account = Given.Account(Owner);

    private readonly Pipeline _pipeline = Given.Pipeline();
    private readonly Opportunity _deal;

    public WorkingDealTests() => _deal = Given.Opportunity(Account, _pipeline, Owner);

    [Fact]
    public void A_contact_is_one_stakeholder_however_often_it_is_set()
    {
        var contact = Given.Contact(Account);

        Set(contact, null, StakeholderRole.User);
        Set(contact, null, StakeholderRole.Champion);

        Assert.Equal(StakeholderRole.Champion, Assert.Single(_deal.Stakeholders).Role);
    }

    [Fact]
    public void Superiors_form_no_circle_of_any_length()
    {
        Contact[] chain = [.. Enumerable.Range(0, 5).Select(i => Given.Contact(Account, $"联系人{i}"))];
        for (var i = 0; i < 4; i++) Set(chain[i], chain[i + 1]);

        Refusal.Validation("reportsToId", () => Set(chain[4], chain[0]));
        Refusal.Validation("reportsToId", () => Set(chain[2], chain[2]));
        Assert.Equal(4, _deal.Stakeholders.Count);
    }

    [Fact]
    public void Strangers_and_impossible_influence_are_refused()
    {
        var stranger = Given.Contact(Given.Account(Owner, "别家公司"));

        Refusal.Validation("contactId", () => Set(stranger, null));
        Refusal.Validation("reportsToId", () => Set(Given.Contact(Account), stranger));
        Refusal.Validation("influence", () => _deal.SetStakeholder(Given.Contact(Account), StakeholderRole.User, Attitude.Neutral, 0, null, null, Given.Now));
        Refusal.Of(ErrorCode.NotFound, "contactId", () => _deal.RemoveStakeholder(stranger.Id, Given.Now));
    }

    [Fact]
    public void The_competitor_that_won_joins_the_others_once()
    {
        _deal.NameCompetitors(["Acorn CRM"], Given.Now);

        _deal.Lose(_pipeline.Lost, Given.Reason(StageKind.Lost), "acorn crm", null, Owner.Id, Given.Now);

        Assert.Equal(["Acorn CRM"], _deal.Competitors);
    }

    [Fact]
    public void A_closed_deal_is_not_negotiated()
    {
        Assert.Equal("三期", _deal.Negotiate("付款", null, "三期", null, Owner.Id, Given.Now).To);
        _deal.Win(_pipeline.Won, Given.Reason(StageKind.Won), null, Owner.Id, Given.Now);

        Refusal.InvalidState(() => _deal.Negotiate("付款", null, "三期", null, Owner.Id, Given.Now));
    }

    [Fact]
    public void Time_in_stages_adds_up_over_visits_and_stands_still_when_the_deal_is_closed()
    {
        var (a, b) = (StageId.New(Given.Now), StageId.New(Given.Now));
        (StageId, DateTimeOffset)[] entries = [(a, Given.Now), (b, Given.Now.AddHours(1)), (a, Given.Now.AddHours(3))];

        Assert.Equal(
            [new StageTime(a, 2, TimeSpan.FromHours(5), TimeSpan.FromHours(4)), new StageTime(b, 1, TimeSpan.FromHours(2), null)],
            StageTime.Of(entries, isOpen: true, Given.Now.AddHours(7)));
        Assert.Equal(
            [new StageTime(a, 2, TimeSpan.FromHours(1), null), new StageTime(b, 1, TimeSpan.FromHours(2), null)],
            StageTime.Of(entries, isOpen: false, Given.Now.AddHours(7)));
    }

    private void Set(Contact contact, Contact? superior, StakeholderRole role = StakeholderRole.User) =>
        _deal.SetStakeholder(contact, role, Attitude.Neutral, 3, superior, null, Given.Now);
}
