using CrmGraph.Api.Pipelines;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Erp;

internal sealed class ErpDifferenceType : ObjectType<ErpDifference>
{
    protected override void Configure(ObjectTypeDescriptor<ErpDifference> descriptor)
    {
        descriptor.Description("Something that does not agree.");
        descriptor.Field(d => d.Kind);
        descriptor.Field(d => d.Opportunity);
        descriptor.Field(d => d.Sync);
        descriptor.Worded("message", (d, chinese) => chinese ? $"{Chinese(d.Kind)}（{d.Message}）" : d.Message, "What it is and what to do, in the caller's language. For people; it may be reworded.");
        descriptor.Field(d => d.Here);
        descriptor.Field(d => d.There);
    }

    private static string Chinese(ErpDifferenceKind kind) => kind switch
    {
        ErpDifferenceKind.NotInErp => "ERP 中还没有该商机的订单",
        ErpDifferenceKind.GoneFromErp => "订单在 ERP 中已取消或删除",
        ErpDifferenceKind.DuplicateInErp => "ERP 中有多张该商机的订单，请只保留一张",
        ErpDifferenceKind.NotConfirmed => "订单在 ERP 中尚未确认",
        ErpDifferenceKind.TotalDiffers => "订单金额与商机不一致",
        ErpDifferenceKind.PaymentsAboveErp => "登记的回款多于 ERP 中的收款",
        ErpDifferenceKind.PaymentsNotBooked => "ERP 中的收款无法登记到合同",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind has no words."),
    };
}
