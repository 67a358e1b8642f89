using System.Text.Json;

namespace CrmGraph.Testing.Emulators.YonBip;

/// <summary>A sales order in an emulated YonBIP.</summary>
public sealed class YonBipOrder
{
    internal YonBipOrder(long id, string code, JsonElement data) => (Id, Code, Data) = (id, code, data);

    /// <summary>The id: 19 digits.</summary>
    public long Id { get; }

    /// <summary>The number.</summary>
    public string Code { get; }

    /// <summary>What was saved.</summary>
    public JsonElement Data { get; }

    /// <summary>CONFIRMORDER created, APPROVING submitted, DELIVERGOODS audited, OPPOSE cancelled.</summary>
    public string Status { get; set; } = "CONFIRMORDER";

    /// <summary>What it comes to without tax.</summary>
    public decimal Net => Data.GetProperty("orderDetails").EnumerateArray().Sum(l => l.GetProperty("orderDetailPrices!oriMoney").GetDecimal());
}
