using CrmGraph.Domain.Pipelines.Gates;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Api.Pipelines;

/// <summary>What criteria and blockers read like, where the pipeline has no words of its own for them.</summary>
internal static class GateWording
{
    /// <summary>A criterion in a few words.</summary>
    internal static string Describe(StageCriterion criterion, bool chinese) => criterion.Description ?? (chinese ? Chinese(criterion) : English(criterion));

    /// <summary>What is missing.</summary>
    internal static string Say(Blocker blocker, bool chinese)
    {
        if (!chinese) return blocker.Message;
        if (blocker.Criterion.StartsWith(Blocker.TransferPrefix, StringComparison.Ordinal)) return $"{ChineseTransfer(blocker.Criterion[Blocker.TransferPrefix.Length..])}（{blocker.Message}）";
        var missing = Chinese(blocker);
        return blocker.Description is null ? $"{missing}。" : $"{blocker.Description}：{missing}。";
    }

    private static string ChineseTransfer(string code) => code switch
    {
        "NOT_WON" => "商机尚未赢单",
        "NO_AMOUNT" => "商机金额不大于零",
        "NO_DEFAULT_PRODUCT" => "产品没有货号，且未配置默认产品",
        "NO_LINES" => "商机没有可下单的产品",
        "AMOUNT_NOT_PAYABLE" => "金额的小数位数超出该货币允许的范围",
        "CURRENCY_NOT_MAPPED" => "未配置该货币的对应关系",
        _ => "无法传送到 ERP",
    };

    private static string English(StageCriterion criterion) => criterion.Kind switch
    {
        CriterionKind.FieldPresent => $"{criterion.Field} is filled",
        CriterionKind.FieldInRange => $"{criterion.Field} is {StageGate.Range(criterion)}",
        CriterionKind.Activity => $"A {criterion.ActivityKind?.ApiName()} has been completed in this stage",
        CriterionKind.Qualified => "The deal is qualified",
        CriterionKind.Stakeholder => $"A stakeholder has the role {criterion.StakeholderRole?.ApiName()}",
        CriterionKind.QuoteAccepted => "The customer has accepted a quote",
        CriterionKind.Approved => "The latest approval has been granted",
        _ => $"Who moves the deal has the role {criterion.CallerRole?.ApiName()} or one above it",
    };

    private static string Chinese(StageCriterion criterion) => criterion.Kind switch
    {
        CriterionKind.FieldPresent => $"已填写 {criterion.Field}",
        CriterionKind.FieldInRange => $"{criterion.Field} {StageGate.Range(criterion)}",
        CriterionKind.Activity => $"在本阶段完成一次 {criterion.ActivityKind?.ApiName()}",
        CriterionKind.Qualified => "商机已通过资格评估",
        CriterionKind.Stakeholder => $"已确定角色为 {criterion.StakeholderRole?.ApiName()} 的干系人",
        CriterionKind.QuoteAccepted => "客户已接受报价",
        CriterionKind.Approved => "最近一次审批已通过",
        _ => $"由 {criterion.CallerRole?.ApiName()} 或更高角色推进",
    };

    private static string Chinese(Blocker blocker) => blocker.Code switch
    {
        BlockerCode.FieldMissing => $"尚未填写 {string.Join('.', blocker.Path ?? [])}",
        BlockerCode.FieldOutOfRange => $"{string.Join('.', blocker.Path ?? [])} 为 {blocker.Actual}，应 {blocker.Expected}",
        BlockerCode.ActivityMissing => $"进入本阶段以来尚未完成 {blocker.Expected}",
        BlockerCode.CriterionNotAffirmed => "尚未通过资格评估",
        BlockerCode.ApprovalPending => blocker.Actual is null ? "尚未获得审批" : "审批尚未完成",
        BlockerCode.QuoteNotAccepted => "客户尚未接受任何报价",
        BlockerCode.StakeholderMissing => $"没有角色为 {blocker.Expected} 的干系人",
        BlockerCode.NotOwner => "只有负责人、其上级经理和管理员可以修改此商机",
        _ => blocker.Expected is null ? $"角色 {blocker.Actual} 不能修改商机" : $"需要角色 {blocker.Expected} 或更高，当前角色为 {blocker.Actual}",
    };
}
