using CrmGraph.Api.Schema;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Opportunities;
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
        descriptor.Text("subject", a => a.Subject, ActivityVisibility.Subject, "", "What it is about, in a line; empty for whom its visibility hides it from.");
        descriptor.Text("body", a => a.Body, ActivityVisibility.Everything, null, "The text; null for whom its visibility hides it from.");
        descriptor.Text("purpose", a => a.Purpose, ActivityVisibility.Everything, null, "What it is meant to achieve; null for whom its visibility hides it from.");
        descriptor.Text("outcome", a => a.Outcome, ActivityVisibility.Everything, null, "What came of it; null for whom its visibility hides it from.");
        descriptor.Text("location", a => a.Location, ActivityVisibility.Everything, null, "Where it takes place; null for whom its visibility hides it from.");
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
        descriptor.Field(a => a.MatchReason);
        descriptor.LinkedList(
            "candidates", a => a.Id, AllRows.ActivityCandidates, c => c.ActivityId, c => c.OpportunityId, VisibleRows.Opportunities, o => o.Id,
            [Order.By((Opportunity o) => o.Number), Order.By((Opportunity o) => o.Id)], "The deals that an imported activity may be about and that the caller sees, while that is not clear; linkActivity says which.");
        descriptor.Field(a => a.Sending);
        descriptor.Field(a => a.CreatedAt);
    }
}
