using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Api.Erp;

/// <summary>The won deals of a period beside what an ERP has of them.</summary>
/// <param name="Connector">The key of the ERP.</param>
/// <param name="AsOf">When it was read.</param>
/// <param name="Deals">How many deals were won in the period.</param>
/// <param name="Totals">The sums, one for each currency.</param>
/// <param name="Differences">What does not agree, by deal; empty if everything does.</param>
internal sealed record ErpReconciliation(string Connector, DateTimeOffset AsOf, int Deals, IReadOnlyList<ErpTotal> Totals, IReadOnlyList<ErpDifference> Differences);

/// <summary>The sums of one currency, without tax.</summary>
/// <param name="Currency">The ISO 4217 code.</param>
/// <param name="Won">What the deals come to here.</param>
/// <param name="Ordered">What their orders come to in the ERP, all of them; null if it does not say.</param>
/// <param name="Difference">ordered − won.</param>
internal sealed record ErpTotal(string Currency, Money Won, Money? Ordered, Money? Difference);

/// <summary>Something that does not agree.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Opportunity">The deal.</param>
/// <param name="Sync">Its entry in the ledger, if it has one.</param>
/// <param name="Message">What it is and what to do, for people.</param>
/// <param name="Here">The amount here, if it is about an amount.</param>
/// <param name="There">The amount in the ERP.</param>
internal sealed record ErpDifference(ErpDifferenceKind Kind, Opportunity Opportunity, ErpSync? Sync, string Message, Money? Here, Money? There);

/// <summary>What does not agree.</summary>
internal enum ErpDifferenceKind
{
    /// <summary>The deal is won and the ERP has no order of it yet.</summary>
    NotInErp,

    /// <summary>The ERP had the order, and it is cancelled or gone.</summary>
    GoneFromErp,

    /// <summary>The ERP has more than one order of the deal.</summary>
    DuplicateInErp,

    /// <summary>The order is there and is not confirmed.</summary>
    NotConfirmed,

    /// <summary>The order comes to another amount, or is in another currency.</summary>
    TotalDiffers,

    /// <summary>More payments are recorded here than the ERP has.</summary>
    PaymentsAboveErp,

    /// <summary>Payments in the ERP cannot be booked on the contract.</summary>
    PaymentsNotBooked,
}
