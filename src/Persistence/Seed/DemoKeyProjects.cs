using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Pipelines.Gates;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Persistence.Seed;

/// <summary>
/// The pipeline of large projects, whose gates follow the process of eight steps: 发现, 筛选, 分配, 跟进, 推进 and 成交 are its stages;
/// 沉淀 and 复盘 come after the end, as customer profile and as review.
/// </summary>
internal static class DemoKeyProjects
{
    internal static Pipeline Pipeline(DateTimeOffset now) => Domain.Pipelines.Pipeline.Create(
        "大客户项目",
        isDefault: false,
        [
            new(
                "discovery", "发现", StageKind.Open, 0.05, ForecastCategory.Pipeline, 0.60, TimeSpan.FromDays(14),
                [
                    new() { Key = "contact", Kind = CriterionKind.FieldPresent, Field = "primaryContact", Description = "客户已留下联系人" },
                    new() { Key = "source", Kind = CriterionKind.FieldPresent, Field = "source", Description = "已登记来源" },
                ]),
            new(
                "screening", "筛选", StageKind.Open, 0.10, ForecastCategory.Pipeline, 0.50, TimeSpan.FromDays(14),
                [new() { Key = "size", Kind = CriterionKind.FieldInRange, Field = "amount", Min = "10000", Description = "有初步采购意向且规模足够" }],
                [ActivityKind.Call]),
            new(
                "assignment", "分配", StageKind.Open, 0.15, ForecastCategory.Pipeline, 0.80, TimeSpan.FromDays(7),
                [
                    new() { Key = "next_step", Kind = CriterionKind.FieldPresent, Field = "nextStep", Description = "需求明确，已定下一步" },
                    new() { Key = "industry", Kind = CriterionKind.FieldPresent, Field = "account.industry" },
                ]),
            new(
                "follow_up", "跟进", StageKind.Open, 0.30, ForecastCategory.Pipeline, 0.60, TimeSpan.FromDays(14),
                [
                    new() { Key = "qualified", Kind = CriterionKind.Qualified, Description = "资格评估通过，客户愿意讨论方案" },
                    new() { Key = "decision_maker", Kind = CriterionKind.Stakeholder, StakeholderRole = StakeholderRole.DecisionMaker, Description = "已明确决策人" },
                    new() { Key = "visit", Kind = CriterionKind.Activity, ActivityKind = ActivityKind.Visit, Description = "已上门拜访" },
                ]),
            new(
                "proposal", "推进", StageKind.Open, 0.55, ForecastCategory.BestCase, 0.55, TimeSpan.FromDays(21),
                [
                    new() { Key = "approved", Kind = CriterionKind.Approved, Description = "报价已审批" },
                    new() { Key = "accepted", Kind = CriterionKind.QuoteAccepted, Description = "客户已接受报价" },
                ],
                [ActivityKind.Proposal]),
            new(
                "closing", "成交", StageKind.Open, 0.90, ForecastCategory.Commit, 0.90, TimeSpan.FromDays(14),
                [new() { Key = "manager", Kind = CriterionKind.CallerRole, CallerRole = Role.SalesManager, Description = "由销售经理确认签约" }]),
            new("signed", "已签约", StageKind.Won, 1, ForecastCategory.Closed),
            new("lost", "已丢单", StageKind.Lost, 0, ForecastCategory.Omitted),
        ],
        now);
}
