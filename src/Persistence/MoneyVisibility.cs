using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Security;

namespace CrmGraph.Persistence;

/// <summary>
/// Which quotes, approvals, contracts and payments a caller sees: those of the deals that the caller's rights reach. They go by who
/// owns the deal now, so that a deal that is handed over takes them along.
/// </summary>
public static class MoneyVisibility
{
    /// <summary>The quotes that the caller sees.</summary>
    public static IQueryable<Quote> VisibleTo(this IQueryable<Quote> quotes, Caller caller, CrmDbContext db) =>
        Reached(db, caller, Resource.Quote) is { } deals ? quotes.Where(q => deals.Any(o => o.Id == q.OpportunityId)) : quotes;

    /// <summary>The approvals that the caller sees: who asked, and who decides, are among those responsible for the deal.</summary>
    public static IQueryable<ApprovalRequest> VisibleTo(this IQueryable<ApprovalRequest> approvals, Caller caller, CrmDbContext db) =>
        Reached(db, caller, Resource.Approval) is { } deals ? approvals.Where(a => deals.Any(o => o.Id == a.OpportunityId)) : approvals;

    /// <summary>The contracts that the caller sees.</summary>
    public static IQueryable<Contract> VisibleTo(this IQueryable<Contract> contracts, Caller caller, CrmDbContext db) =>
        Reached(db, caller, Resource.Contract) is { } deals ? contracts.Where(c => deals.Any(o => o.Id == c.OpportunityId)) : contracts;

    /// <summary>The instalments of the contracts that the caller sees.</summary>
    public static IQueryable<Instalment> VisibleTo(this IQueryable<Instalment> instalments, Caller caller, CrmDbContext db)
    {
        if (Reached(db, caller, Resource.Contract) is not { } deals) return instalments;
        var contracts = db.Contracts.Where(c => deals.Any(o => o.Id == c.OpportunityId));
        return instalments.Where(i => contracts.Any(c => c.Id == i.ContractId));
    }

    /// <summary>The payments that the caller sees.</summary>
    public static IQueryable<Payment> VisibleTo(this IQueryable<Payment> payments, Caller caller, CrmDbContext db)
    {
        if (Reached(db, caller, Resource.Payment) is not { } deals) return payments;
        var contracts = db.Contracts.Where(c => deals.Any(o => o.Id == c.OpportunityId));
        return payments.Where(p => contracts.Any(c => c.Id == p.ContractId));
    }

    /// <summary>The entries in the ledgers of ERPs that the caller sees.</summary>
    public static IQueryable<ErpSync> VisibleTo(this IQueryable<ErpSync> syncs, Caller caller, CrmDbContext db) =>
        Reached(db, caller, Resource.ErpSync) is { } deals ? syncs.Where(s => deals.Any(o => o.Id == s.OpportunityId)) : syncs;

    private static IQueryable<Opportunity>? Reached(CrmDbContext db, Caller caller, Resource part) =>
        caller.ScopeOf(part, Access.Read) == Scope.All ? null : db.Opportunities.ReachedBy(caller, part);
}
