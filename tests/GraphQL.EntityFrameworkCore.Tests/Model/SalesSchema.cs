using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Tests.Model;

/// <summary>The schema of the tests. Secret companies are invisible.</summary>
internal static class SalesSchema
{
    public static Schema Build() => new SchemaBuilder()
        .AddObjectType<RepType>()
        .AddObjectType<CompanyType>()
        .AddObjectType<DealType>()
        .AddObjectType<CallType>()
        .AddQueryType(typeof(SalesQueries))
        .Connection("deals", Deals, "All deals.", Order.By((Deal d) => d.CreatedAt))
        .Connection("companies", Companies)
        .ListField("reps", Reps, null, Order.By((Rep r) => r.Name))
        .Single("deal", Deals, (Deal d) => d.Id)
        .Single("dealByName", Deals, (Deal d) => d.Name, "name")
        .First("anyRep", (s, r) => Reps(s, r).OrderBy(x => x.Name))
        .Nodes()
        .ModifyOptions(o => o.IsService = type => type == typeof(SalesContext))
        .Build();

    private static QuerySource<Rep> Reps => (services, _) => Context(services).Reps;

    private static QuerySource<Deal> Deals => (services, _) => Context(services).Deals;

    private static QuerySource<Call> Calls => (services, _) => Context(services).Calls;

    private static QuerySource<Helper> Helpers => (services, _) => Context(services).Helpers;

    private static QuerySource<Company> Companies => (services, _) => Context(services).Companies.Where(c => !c.IsSecret);

    private static SalesContext Context(IServiceProvider services) => (SalesContext)services.GetService(typeof(SalesContext))!;

    private sealed class RepType : ObjectType<Rep>
    {
        protected override void Configure(ObjectTypeDescriptor<Rep> descriptor)
        {
            descriptor.Node(r => r.Id, Reps);
            descriptor.Field(r => r.Name);
            descriptor.Field(r => r.Region);
            descriptor.Reference("manager", r => r.ManagerId, Reps, r => r.Id);
            descriptor.Connection("deals", r => r.Id, Deals, d => d.OwnerId);
        }
    }

    private sealed class CompanyType : ObjectType<Company>
    {
        protected override void Configure(ObjectTypeDescriptor<Company> descriptor)
        {
            descriptor.Node(c => c.Id, Companies);
            descriptor.Field(c => c.Name);
            descriptor.Field(c => c.Industry);
            descriptor.Reference("owner", c => c.OwnerId, Reps, r => r.Id);
            descriptor.Connection("deals", c => c.Id, Deals, d => d.CompanyId, "Its deals.", Order.By((Deal d) => d.CreatedAt));
        }
    }

    private sealed class DealType : ObjectType<Deal>
    {
        protected override void Configure(ObjectTypeDescriptor<Deal> descriptor)
        {
            descriptor.Node(d => d.Id, Deals);
            descriptor.Field(d => d.Name);
            descriptor.Field(d => d.Amount);
            descriptor.Field("expected", d => d.Amount.Times(d.Probability));
            descriptor.Field(d => d.Probability);
            descriptor.Field(d => d.Phase);
            descriptor.Field(d => d.IsHot);
            descriptor.Field(d => d.Score);
            descriptor.Field(d => d.Note);
            descriptor.Guarded("secret", d => d.Note, "String", request => request.Caller<string>() == "insider", "The note, for insiders.");
            descriptor.Field(d => d.DueOn);
            descriptor.Field(d => d.Spent);
            descriptor.Field(d => d.CreatedAt);
            descriptor.Field(d => d.TouchedAt);
            descriptor.Field("label", d => d.Name + "/" + d.Phase);
            descriptor.Reference("company", d => d.CompanyId, Companies, c => c.Id, nullable: true);
            descriptor.Reference("owner", d => d.OwnerId, Reps, r => r.Id);
            descriptor.List("calls", d => d.Id, Calls, c => c.DealId, [Order.By((Call c) => c.At), Order.By((Call c) => c.Id)]);
            descriptor.LinkedList("helpers", d => d.Id, Helpers, h => h.DealId, h => h.RepId, Reps, r => r.Id, [Order.By((Rep r) => r.Name)]);
        }
    }

    private sealed class CallType : ObjectType<Call>
    {
        protected override void Configure(ObjectTypeDescriptor<Call> descriptor)
        {
            descriptor.Node(c => c.Id, Calls);
            descriptor.Field(c => c.Subject);
            descriptor.Field(c => c.At);
            descriptor.Reference("by", c => c.ById, Reps, r => r.Id);
            descriptor.NodeReference("about", c => c.Subject == "" ? null : "Deal", c => c.DealId.Value);
        }
    }
}

/// <summary>Fields with code of their own.</summary>
public static class SalesQueries
{
    /// <summary>Objects of any type by a text in their name.</summary>
    [UseNodes]
    public static IEnumerable<NodeReference> Search(string text, SalesContext db) =>
        db.Reps.Where(r => r.Name.Contains(text)).Select(r => r.Id).ToList().Select(id => new NodeReference("Rep", id.Value))
            .Concat(db.Deals.Where(d => d.Name.Contains(text)).Select(d => d.Id).ToList().Select(id => new NodeReference("Deal", id.Value)))
            .Reverse();

    /// <summary>A deal as an object in memory.</summary>
    public static Deal? LoadedDeal(string name, SalesContext db) => db.Deals.SingleOrDefault(d => d.Name == name);
}
