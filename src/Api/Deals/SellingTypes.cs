using CrmGraph.Api.Schema;
using CrmGraph.Domain.Selling;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Deals;

internal sealed class NeedType : ObjectType<Need>
{
    protected override void Configure(ObjectTypeDescriptor<Need> descriptor)
    {
        descriptor.Node(n => n.Id, SellingRows.Needs);
        descriptor.Field(n => n.Pain);
        descriptor.Field(n => n.Impact);
        descriptor.Field(n => n.CurrentSolution);
        descriptor.Field(n => n.Goal);
        descriptor.Field(n => n.Metric);
        descriptor.Reference("by", n => n.ById, AllRows.Users, u => u.Id, "Who recorded it last.");
        descriptor.Field(n => n.At);
    }
}

internal sealed class SharedContentType : ObjectType<SharedContent>
{
    protected override void Configure(ObjectTypeDescriptor<SharedContent> descriptor)
    {
        descriptor.Node(c => c.Id, SellingRows.Contents);
        descriptor.Field(c => c.Title);
        descriptor.Field(c => c.Url).Type("URL");
        descriptor.Field(c => c.Kind);
        descriptor.Field(c => c.SharedAt);
        descriptor.Reference("stage", c => c.StageId, AllRows.Stages, s => s.Id, "The stage that the deal was in.");
        descriptor.Reference("by", c => c.ById, AllRows.Users, u => u.Id, "Who shared it.");
        descriptor.Field(c => c.OpenedAt);
    }
}

internal sealed class ProposalType : ObjectType<Proposal>
{
    protected override void Configure(ObjectTypeDescriptor<Proposal> descriptor)
    {
        descriptor.Node(p => p.Id, SellingRows.Proposals);
        descriptor.Field(p => p.Summary);
        descriptor.Field(p => p.Benefits);
        descriptor.Field(p => p.Cost);
        descriptor.Field(p => p.Years);
        descriptor.Field(p => p.ValuePerYear);
        descriptor.Field(p => p.PaybackMonths);
        descriptor.Field(p => p.RoiPercent);
        descriptor.Reference("by", p => p.ById, AllRows.Users, u => u.Id, "Who saved it last.");
        descriptor.Field(p => p.At);
    }
}

internal sealed class ObjectionType : ObjectType<Objection>
{
    protected override void Configure(ObjectTypeDescriptor<Objection> descriptor)
    {
        descriptor.Node(o => o.Id, SellingRows.Objections);
        descriptor.Field(o => o.Kind);
        descriptor.Field(o => o.Raised);
        descriptor.Field(o => o.Answer);
        descriptor.Field(o => o.Alternative);
        descriptor.Field(o => o.Status);
        descriptor.Reference("by", o => o.ById, AllRows.Users, u => u.Id, "Who recorded it.");
        descriptor.Field(o => o.At);
        descriptor.Field(o => o.ResolvedAt);
    }
}
