using System.Globalization;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Contracts;

/// <summary>Signatures and payments.</summary>
internal static class ContractMutations
{
    /// <summary>
    /// Records that a contract has been signed, with its instalments. An opportunity has one contract at most; it may be open, since the
    /// signature is what leaves the signing stage, or won, but not lost.
    /// </summary>
    /// <param name="input">The contract.</param>
    [Needs(Resource.Contract, Access.Create)]
    public static async Task<Opportunity> SignContract(SignContractInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var deal = await db.Opportunities.VisibleTo(caller).FindAsync(o => o.Id == input.OpportunityId, "opportunityId", "opportunity", cancellationToken);
        caller.Require(Resource.Contract, Access.Create, deal.OwnerId, deal.TeamId);
        NewInstalment[] instalments =
            [.. input.Instalments.Select((x, i) => new NewInstalment(x.DueOn, x.Amount.ToMoneyAt("instalments", i.ToString(CultureInfo.InvariantCulture), "amount")))];
        var contract = Contract.Sign(input.Number, deal, input.SignedOn, input.Value.ToMoneyAt("value"), instalments, caller.UserId, time.GetUtcNow());
        var known = await db.Contracts.AsNoTracking().IgnoreAutoIncludes()
            .Where(c => c.OpportunityId == deal.Id || c.Number == contract.Number)
            .Select(c => new { c.OpportunityId, c.Number })
            .ToListAsync(cancellationToken);
        if (known.Find(c => c.OpportunityId == deal.Id) is { } signed)
            throw new DomainException(ErrorCode.InvalidState, $"Opportunity {deal.Number} has the contract {signed.Number} already.");
        if (known.Count > 0) throw Guard.Invalid("number", $"Another opportunity has a contract {contract.Number}; numbers are unique.");
        db.Contracts.Add(contract);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deal;
    }

    /// <summary>
    /// Records money that has come in for an instalment, all of it or a part. The same payment with the same reference once more
    /// answers as the first time and changes nothing; more than is open is refused.
    /// </summary>
    /// <param name="input">The payment.</param>
    [Needs(Resource.Payment, Access.Create)]
    public static async Task<Opportunity> RecordPayment(RecordPaymentInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var instalment = await db.Instalments.VisibleTo(caller, db).AsNoTracking().FindAsync(i => i.Id == input.InstalmentId, "instalmentId", "instalment", cancellationToken);
        var contract = await db.Contracts.SingleAsync(c => c.Id == instalment.ContractId, cancellationToken);
        var deal = await db.Opportunities.SingleAsync(o => o.Id == contract.OpportunityId, cancellationToken);
        caller.Require(Resource.Payment, Access.Create, deal.OwnerId, deal.TeamId);
        contract.Receive(input.InstalmentId, input.Amount.ToMoneyAt("amount"), input.PaidOn, input.Reference, deal, caller.UserId, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deal;
    }
}
