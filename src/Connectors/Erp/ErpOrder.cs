using CrmGraph.Domain.Shared;

namespace CrmGraph.Connectors.Erp;

/// <summary>A won deal as every ERP is told of it, without anything of a particular ERP. Amounts are without tax.</summary>
/// <param name="Key">What the order carries in the ERP; 27 characters.</param>
/// <param name="Number">The number of the deal, e.g. OPP-2026-00042.</param>
/// <param name="Name">What the deal is called.</param>
/// <param name="WonOn">The day on which it was won (UTC).</param>
/// <param name="Customer">Who buys.</param>
/// <param name="ContractNumber">The number on the signed contract, if there is one.</param>
/// <param name="Lines">What is sold: the lines of the accepted quote, else one line over the deal's amount; the discount of the quote is spread over them.</param>
/// <param name="Total">The sum of the lines; its currency is that of every line.</param>
public sealed record ErpOrder(
    string Key, string Number, string Name, DateOnly WonOn, ErpCustomer Customer, string? ContractNumber, IReadOnlyList<ErpOrderLine> Lines, Money Total);

/// <summary>Who buys.</summary>
/// <param name="Code">What the customer carries in the ERP: <c>CG</c> and 16 characters, made of the account's id.</param>
/// <param name="Name">The company's name.</param>
/// <param name="RegistrationNumber">Unified social credit code, VAT number or the like.</param>
/// <param name="Region">The region.</param>
/// <param name="ContactName">The first contact of the deal.</param>
/// <param name="Email">That contact's e-mail address.</param>
/// <param name="Phone">That contact's telephone number.</param>
public sealed record ErpCustomer(string Code, string Name, string? RegistrationNumber, string? Region, string? ContactName, string? Email, string? Phone);

/// <summary>One thing that is sold.</summary>
/// <param name="Product">What it is called.</param>
/// <param name="Sku">Its article number; null where nobody gave one, then the connector's default product stands for it.</param>
/// <param name="Quantity">How much of it; at most four decimals.</param>
/// <param name="UnitPrice">The price of one after all discounts: total ÷ quantity, unrounded.</param>
/// <param name="Total">quantity × price after all discounts, rounded to the digits of the currency.</param>
public sealed record ErpOrderLine(string Product, string? Sku, decimal Quantity, decimal UnitPrice, Money Total);
