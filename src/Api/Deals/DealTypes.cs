using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Deals;

internal sealed class StakeholderType : ObjectType<Stakeholder>
{
    protected override void Configure(ObjectTypeDescriptor<Stakeholder> descriptor)
    {
        descriptor.Reference("contact", s => s.ContactId, AllRows.ContactsOfDeals, c => c.Id, "Who it is.");
        descriptor.Field(s => s.Role);
        descriptor.Field(s => s.Attitude);
        descriptor.Field(s => s.Influence);
        descriptor.Reference("reportsTo", s => s.ReportsToId, AllRows.ContactsOfDeals, c => c.Id, "Whom the person reports to.");
        descriptor.Field(s => s.Notes);
    }
}

internal sealed class NegotiationEntryType : ObjectType<NegotiationEntry>
{
    protected override void Configure(ObjectTypeDescriptor<NegotiationEntry> descriptor)
    {
        descriptor.Field(e => e.Term);
        descriptor.Field(e => e.From);
        descriptor.Field(e => e.To);
        descriptor.Field(e => e.Feedback);
        descriptor.Reference("by", e => e.ById, AllRows.Users, u => u.Id, "Who entered it.");
        descriptor.Field(e => e.At);
    }
}

internal sealed class StageTimeType : ObjectType<StageTime>
{
    protected override void Configure(ObjectTypeDescriptor<StageTime> descriptor)
    {
        descriptor.Reference("stage", t => t.StageId, AllRows.Stages, s => s.Id, "The stage.");
        descriptor.Field(t => t.Visits);
        descriptor.Field(t => t.Total);
        descriptor.Field(t => t.Current);
    }
}
