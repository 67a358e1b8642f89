using System.Text.Json.Nodes;

namespace CrmGraph.Testing.Emulators.BusinessCentral;

/// <summary>A sales order or an invoice in an emulated Business Central.</summary>
public sealed class BusinessCentralDocument
{
    /// <summary>The id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the API shows, but for the tag.</summary>
    public required JsonObject Shown { get; init; }

    /// <summary>The tag of what it is now.</summary>
    public int Version { get; set; } = 1;

    /// <summary>What it comes to without tax.</summary>
    public decimal Net => Shown["totalAmountExcludingTax"]!.GetValue<decimal>();

    internal string Tag => $"W/\"{Id:N}-{Version}\"";

    internal JsonObject Show()
    {
        var shown = Shown.DeepClone().AsObject();
        shown["@odata.etag"] = Tag;
        return shown;
    }
}
