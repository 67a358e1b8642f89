using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Leads;

internal sealed class LeadMergeType : ObjectType<LeadMerge>
{
    protected override void Configure(ObjectTypeDescriptor<LeadMerge> descriptor)
    {
        descriptor.Description("That leads were merged into another one.");
        descriptor.Node(m => m.Id, Visible);
        descriptor.Reference("survivor", m => m.SurvivorId, VisibleRows.Leads, l => l.Id, "The lead that lives on; null if it has been merged in its turn.", nullable: true);
        descriptor.Reference("mergedBy", m => m.MergedById, AllRows.Users, u => u.Id, "Who merged them.");
        descriptor.Field(m => m.MergedAt);
        descriptor.Reference("undoneBy", m => m.UndoneById, AllRows.Users, u => u.Id, "Who parted them again; null while they are one.");
        descriptor.Field(m => m.UndoneAt);
    }

    /// <summary>The merges into leads that the caller sees.</summary>
    internal static IQueryable<LeadMerge> Visible(IServiceProvider services, RequestContext request)
    {
        var db = AllRows.Db(services);
        var visible = db.Leads.VisibleTo(request.Caller<Caller>());
        return db.LeadMerges.Where(m => visible.Any(l => l.Id == m.SurvivorId));
    }
}
