using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence.Seed;

/// <summary>What sellers did, and have yet to do, about the deals and leads of the demo.</summary>
internal sealed class DemoActivities(DemoStaff staff, DemoClock clock)
{
    private static readonly (ActivityKind Kind, string Chinese, string English)[] Done =
    [
        (ActivityKind.Call, "电话沟通需求", "Call about requirements"),
        (ActivityKind.Call, "回访客户", "Follow-up call"),
        (ActivityKind.Email, "发送产品资料", "Sent product material"),
        (ActivityKind.Email, "邮件确认会议纪要", "Minutes by e-mail"),
        (ActivityKind.Meeting, "线上方案讨论会", "Online meeting about the solution"),
        (ActivityKind.Meeting, "项目启动会", "Kick-off meeting"),
        (ActivityKind.Visit, "上门拜访", "Visit on site"),
        (ActivityKind.Demo, "产品演示", "Product demonstration"),
        (ActivityKind.Proposal, "提交报价方案", "Handed over the proposal"),
        (ActivityKind.Note, "内部备注：关注预算进度", "Note: keep an eye on the budget"),
    ];

    private static readonly (string Chinese, string English)[] Planned =
        [("准备报价", "Prepare the quote"), ("安排下次拜访", "Arrange the next visit"), ("确认合同条款", "Check the terms of the contract"), ("跟进付款计划", "Follow up on the payment plan")];

    private static readonly (string Chinese, string English)[] Outcomes =
        [("客户感兴趣，约定下次会议", "Interested, next meeting agreed"), ("需要内部讨论", "They will discuss it"), ("对价格有顾虑", "Worried about the price"), ("无人接听", "Nobody answered")];

    private readonly SeededRandom _random = new("activities");
    private readonly Dictionary<UserId, User> _users = staff.Users.ToDictionary(u => u.Id);

    /// <summary>Activities between the creation of a deal and its end, and what is planned for an open one.</summary>
    internal IEnumerable<Activity> About(DemoDeal deal)
    {
        var (opportunity, customer) = (deal.Opportunity, deal.Customer);
        var end = opportunity.IsOpen ? clock.Now : opportunity.StageEnteredAt;
        var chinese = customer.IsChinese;
        for (var i = _random.Between(2, 6); i > 0; i--)
        {
            var at = clock.AtWork(_random, opportunity.CreatedAt + (end - opportunity.CreatedAt) * _random.Share());
            if (at < opportunity.CreatedAt) at = opportunity.CreatedAt;
            var (kind, subjectZh, subjectEn) = _random.Pick(Done);
            var (outcomeZh, outcomeEn) = _random.Pick(Outcomes);
            yield return Activity.Log(
                new NewActivity
                {
                    Kind = kind,
                    Subject = chinese ? subjectZh : subjectEn,
                    Outcome = kind == ActivityKind.Note ? null : chinese ? outcomeZh : outcomeEn,
                    StartAt = at.AddMinutes(-30),
                    EndAt = at,
                    OpportunityId = opportunity.Id,
                    AccountId = customer.Account.Id,
                    ParticipantIds = kind == ActivityKind.Note ? [] : [.. customer.Contacts.Take(_random.Between(1, 2)).Select(c => c.Id)],
                },
                customer.Owner,
                at);
            opportunity.TouchActivity(at);
        }
        if (!opportunity.IsOpen || !_random.Chance(0.6)) yield break;
        var (taskZh, taskEn) = _random.Pick(Planned);
        var planned = opportunity.UpdatedAt;
        yield return Activity.Log(
            new NewActivity
            {
                Kind = ActivityKind.Task,
                Subject = chinese ? taskZh : taskEn,
                DueAt = planned.AddDays(_random.Between(2, 21)),
                OpportunityId = opportunity.Id,
                AccountId = customer.Account.Id,
            },
            customer.Owner,
            planned);
    }

    /// <summary>First contact with a lead that somebody owns.</summary>
    internal IEnumerable<Activity> About(Lead lead)
    {
        if (lead.OwnerId is not { } ownerId || lead.Status == LeadStatus.New || !_random.Chance(0.5)) yield break;
        var chinese = lead.Name[0] > 'z';
        var at = clock.AtWork(_random, lead.CreatedAt.AddDays(1));
        yield return Activity.Log(
            new NewActivity
            {
                Kind = _random.Chance(0.6) ? ActivityKind.Call : ActivityKind.Email,
                Subject = chinese ? "首次联系" : "First contact",
                Outcome = chinese ? "已建立联系" : "In touch",
                StartAt = at.AddMinutes(-10),
                EndAt = at,
                LeadId = lead.Id,
            },
            _users[ownerId],
            at);
    }
}
