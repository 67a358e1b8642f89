using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;

namespace CrmGraph.Persistence.Seed;

/// <summary>Lead sources, close reasons and the three pipelines of the demo.</summary>
internal sealed class DemoCatalog
{
    internal DemoCatalog(DateTimeOffset now)
    {
        Sources =
        [
            LeadSource.Create("website", "官网注册", "online", now),
            LeadSource.Create("exhibition", "展会", "event", now),
            LeadSource.Create("referral", "转介绍", "partner", now),
            LeadSource.Create("advertising", "广告投放", "online", now),
            LeadSource.Create("content", "内容营销", "online", now),
            LeadSource.Create("outbound", "电话拓展", "outbound", now),
            LeadSource.Create("partner", "渠道伙伴", "partner", now),
        ];
        WonReasons =
        [
            CloseReason.Create("product_fit", "产品匹配度高", StageKind.Won, "产品部", now),
            CloseReason.Create("service", "服务响应快", StageKind.Won, "客户成功部", now),
            CloseReason.Create("value", "性价比高", StageKind.Won, "销售部", now),
            CloseReason.Create("relationship", "客户关系深厚", StageKind.Won, "销售部", now),
        ];
        LostReasons =
        [
            CloseReason.Create("price", "价格过高", StageKind.Lost, "销售部", now),
            CloseReason.Create("missing_feature", "功能缺失", StageKind.Lost, "产品部", now),
            CloseReason.Create("competitor", "选择竞争对手", StageKind.Lost, "市场部", now),
            CloseReason.Create("budget", "预算取消", StageKind.Lost, "销售部", now),
            CloseReason.Create("no_response", "客户失联", StageKind.Lost, "销售部", now),
            CloseReason.Create("timing", "项目延期", StageKind.Lost, "销售部", now),
        ];
        Sales = Pipeline.Create(
            "标准销售",
            isDefault: true,
            [
                new("requirement", "需求确认", StageKind.Open, 0.10, ForecastCategory.Pipeline, 0.75, TimeSpan.FromDays(14)),
                new("solution", "方案沟通", StageKind.Open, 0.25, ForecastCategory.Pipeline, 0.70, TimeSpan.FromDays(14)),
                new("quote", "报价", StageKind.Open, 0.45, ForecastCategory.BestCase, 0.65, TimeSpan.FromDays(10)),
                new("negotiation", "谈判", StageKind.Open, 0.65, ForecastCategory.BestCase, 0.75, TimeSpan.FromDays(10)),
                new("signing", "签约", StageKind.Open, 0.90, ForecastCategory.Commit, 0.90, TimeSpan.FromDays(7)),
                new("won", "赢单", StageKind.Won, 1, ForecastCategory.Closed),
                new("lost", "输单", StageKind.Lost, 0, ForecastCategory.Omitted),
            ],
            now);
        Renewal = Pipeline.Create(
            "续约",
            isDefault: false,
            [
                new("review", "使用回顾", StageKind.Open, 0.50, ForecastCategory.Pipeline, 0.90, TimeSpan.FromDays(21)),
                new("renewal_quote", "续约报价", StageKind.Open, 0.80, ForecastCategory.Commit, 0.85, TimeSpan.FromDays(14)),
                new("renewed", "已续约", StageKind.Won, 1, ForecastCategory.Closed),
                new("churned", "已流失", StageKind.Lost, 0, ForecastCategory.Omitted),
            ],
            now);
        KeyProjects = DemoKeyProjects.Pipeline(now);
    }

    internal IReadOnlyList<LeadSource> Sources { get; }

    internal IReadOnlyList<CloseReason> WonReasons { get; }

    internal IReadOnlyList<CloseReason> LostReasons { get; }

    internal Pipeline Sales { get; }

    internal Pipeline Renewal { get; }

    internal Pipeline KeyProjects { get; }
}
