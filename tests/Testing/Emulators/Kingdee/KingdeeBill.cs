using System.Text.Json;

namespace CrmGraph.Testing.Emulators.Kingdee;

/// <summary>A document or base record in an emulated Kingdee.</summary>
public sealed class KingdeeBill
{
    internal KingdeeBill(long id, string number, JsonElement model) => (Id, Number, Model) = (id, number, model);

    /// <summary>The id.</summary>
    public long Id { get; }

    /// <summary>The number.</summary>
    public string Number { get; }

    /// <summary>What was saved.</summary>
    public JsonElement Model { get; }

    /// <summary>A created, B in audit, C audited, D to be audited again.</summary>
    public string Status { get; set; } = "A";

    /// <summary>Whether it has been cancelled.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>What it comes to without tax, as the ERP computes it.</summary>
    public decimal Net { get; init; }
}
