using CrmGraph.Api.Schema;
using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Opportunities;

namespace CrmGraph.Api.Contracts;

/// <summary>A contract that has been signed.</summary>
/// <param name="OpportunityId">The opportunity, open or won, without a contract.</param>
/// <param name="Number">The number on the paper; unique, at most 50 characters.</param>
/// <param name="SignedOn">The day of the signature, not in the future.</param>
/// <param name="Value">What the customer is to pay, in the currency of the opportunity.</param>
/// <param name="Instalments">When what is due; 1 to 120 that add up to the value exactly.</param>
internal sealed record SignContractInput(OpportunityId OpportunityId, string Number, DateOnly SignedOn, MoneyInput Value, IReadOnlyList<InstalmentInput> Instalments);

/// <summary>A part of the value.</summary>
/// <param name="DueOn">The last day on which it is paid in time.</param>
/// <param name="Amount">How much, more than 0.</param>
internal sealed record InstalmentInput(DateOnly DueOn, MoneyInput Amount);

/// <summary>Money that has come in.</summary>
/// <param name="InstalmentId">The instalment that it pays, in whole or in part.</param>
/// <param name="Amount">How much, at most what is open.</param>
/// <param name="PaidOn">The day, not in the future.</param>
/// <param name="Reference">The bank's or the accountant's reference. The same payment with the same reference once more changes nothing.</param>
internal sealed record RecordPaymentInput(InstalmentId InstalmentId, MoneyInput Amount, DateOnly PaidOn, string? Reference);
