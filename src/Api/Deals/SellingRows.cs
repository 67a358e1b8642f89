using CrmGraph.Api.Schema;
using CrmGraph.Domain.Selling;
using CrmGraph.GraphQL.Execution;

namespace CrmGraph.Api.Deals;

/// <summary>What convinces customers, as far as the caller sees the deals that it belongs to.</summary>
internal static class SellingRows
{
    internal static IQueryable<Need> Needs(IServiceProvider services, RequestContext request)
    {
        var (db, deals) = (AllRows.Db(services), VisibleRows.Opportunities(services, request));
        return db.Needs.Where(n => deals.Any(o => o.Id == n.OpportunityId));
    }

    internal static IQueryable<SharedContent> Contents(IServiceProvider services, RequestContext request)
    {
        var (db, deals) = (AllRows.Db(services), VisibleRows.Opportunities(services, request));
        return db.SharedContents.Where(c => deals.Any(o => o.Id == c.OpportunityId));
    }

    internal static IQueryable<Proposal> Proposals(IServiceProvider services, RequestContext request)
    {
        var (db, deals) = (AllRows.Db(services), VisibleRows.Opportunities(services, request));
        return db.Proposals.Where(p => deals.Any(o => o.Id == p.OpportunityId));
    }

    internal static IQueryable<Objection> Objections(IServiceProvider services, RequestContext request)
    {
        var (db, deals) = (AllRows.Db(services), VisibleRows.Opportunities(services, request));
        return db.Objections.Where(x => deals.Any(o => o.Id == x.OpportunityId));
    }
}
