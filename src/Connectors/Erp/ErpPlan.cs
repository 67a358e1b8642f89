using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp;

/// <summary>What would be sent to an ERP for a deal.</summary>
/// <param name="Order">The deal.</param>
/// <param name="Payload">The requests in JSON as they would go out, without secrets; ids that only the ERP knows are filled in later.</param>
/// <param name="Problems">What keeps it from being sent; empty if nothing does.</param>
public sealed record ErpPlan(ErpOrder Order, JsonObject Payload, IReadOnlyList<ErpProblem> Problems)
{
    /// <summary>SHA-256 of the payload, in hexadecimal digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Payload.ToJsonString())));
}

/// <summary>Something that keeps a deal from being sent.</summary>
/// <param name="Code">A stable name, e.g. CURRENCY_NOT_MAPPED.</param>
/// <param name="Message">What is wrong and what to change, for people.</param>
public sealed record ErpProblem(string Code, string Message);

/// <summary>An order as an ERP shows it.</summary>
/// <param name="Id">The ERP's own id; the ids of one ERP are compared as text of equal length or as numbers.</param>
/// <param name="Number">Its number, if it has one.</param>
/// <param name="Url">Where people see it.</param>
/// <param name="State">How it stands, in the ERP's own words.</param>
/// <param name="IsConfirmed">Whether the ERP works on it: nothing is left for <see cref="IErpConnector.ConfirmAsync"/>.</param>
/// <param name="Net">What it comes to without tax; null if the ERP does not say.</param>
public sealed record ErpDocument(string Id, string? Number, string? Url, string State, bool IsConfirmed, Money? Net);
