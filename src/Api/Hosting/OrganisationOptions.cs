using System.ComponentModel.DataAnnotations;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Api.Hosting;

/// <summary>The section <c>Organisation</c>: whose CRM this is.</summary>
internal sealed class OrganisationOptions
{
    /// <summary>The currency that totals are in, by its ISO 4217 code. Exchange rates are kept to this currency; after a change they have to be entered anew.</summary>
    /// <value>Default: CNY.</value>
    [KnownCurrency]
    public string Currency { get; set; } = "CNY";

    /// <summary>The address by which customers reach the host, for links that are sent to them.</summary>
    /// <value>Default: the address of the request that makes the link.</value>
    public Uri? PublicUrl { get; set; }
}

/// <summary>A code of ISO 4217, in upper case.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KnownCurrencyAttribute() : ValidationAttribute("{0} must be an ISO 4217 currency code such as CNY.")
{
    public override bool IsValid(object? value) => CurrencyCodes.Contains(value as string);
}
