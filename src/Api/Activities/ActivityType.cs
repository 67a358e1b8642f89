using CrmGraph.Api.Schema;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;

namespace CrmGraph.Api.Activities;

internal sealed class ActivityType : ObjectType<Activity>
{
    protected override void Configure(ObjectTypeDescriptor<Activity> descriptor)
    {
        descriptor.Node(a => a.Id, VisibleRows.Activities);
        descriptor.Field(a => a.Version);
        descriptor.Field(a => a.Kind);
        descriptor.Field(a => a.Subject);
        descriptor.Field(a => a.Body);
        descriptor.Field(a => a.Purpose);
        descriptor.Field(a => a.Outcome);
        descriptor.Field(a => a.StartAt);
        descriptor.Field(a => a.EndAt);
        descriptor.Field(a => a.DueAt);
        descriptor.Field(a => a.CompletedAt);
        descriptor.Timed("isOverdue", a => a.CompletedAt == null ? a.DueAt : null, (due, now) => due < now, "Whether a planned activity was to be done by now.");
        descriptor.Reference("owner", a => a.OwnerId, AllRows.Users, u => u.Id, "The user whose activity it is.");
        descriptor.LinkedList(
            "participants", a => a.Id, AllRows.Participants, p => p.ActivityId, p => p.ContactId, VisibleRows.Contacts, c => c.Id,
            [Order.By((Contact c) => c.Name), Order.By((Contact c) => c.Id)], "The contacts who take part and whom the caller sees, by name.");
        descriptor.Reference("lead", a => a.LeadId, VisibleRows.Leads, l => l.Id, "The lead that it is about.");
        descriptor.Reference("opportunity", a => a.OpportunityId, VisibleRows.Opportunities, o => o.Id, "The opportunity that it is about.");
        descriptor.Reference("account", a => a.AccountId, VisibleRows.Accounts, a => a.Id, "The account that it is about.");
        descriptor.Field(a => a.Origin);
        descriptor.Field(a => a.Visibility);
        descriptor.Field(a => a.CreatedAt);
    }
}
