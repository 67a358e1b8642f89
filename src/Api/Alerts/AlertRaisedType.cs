using CrmGraph.Api.Schema;
using CrmGraph.Domain.Alerts;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Api.Alerts;

/// <summary>An alert that was raised, as the log tells it.</summary>
internal sealed record LoggedAlert
{
    internal required LoggedEvent Logged { get; init; }

    public required string Cursor { get; init; }

    public required AlertId AlertId { get; init; }
}

/// <summary>The event as its recipient sees it.</summary>
internal sealed class AlertRaisedType : ObjectType<LoggedAlert>
{
    protected override void Configure(ObjectTypeDescriptor<LoggedAlert> descriptor)
    {
        descriptor.Name("AlertRaised");
        descriptor.Description("Somebody has to look at something.");
        descriptor.Field(e => e.Cursor).Description("The place in the event log: subscribe with it as after to go on behind this event.");
        descriptor.Reference("alert", e => e.AlertId, VisibleRows.Alerts, a => a.Id, "The alert.");
    }
}
