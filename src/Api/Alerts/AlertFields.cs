using CrmGraph.Api.Events;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Alerts;
using CrmGraph.Domain.Events;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.EntityFrameworkCore;
using CrmGraph.GraphQL.Execution.Subscriptions;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Alerts;

/// <summary>What users have to look at.</summary>
internal static class AlertFields
{
    internal static SchemaBuilder AddAlerts(this SchemaBuilder schema) => schema
        .AddObjectType<AlertType>()
        .AddObjectType<AlertRaisedType>()
        .Connection(
            "alerts",
            VisibleRows.Alerts,
            new Narrowing<Alert>("unreadOnly", "Only those that have not been marked as read.", a => a.ReadAt == null),
            "The caller's own alerts, newest first.",
            Order.ByDescending((Alert a) => a.CreatedAt))
        .AddMutationType(typeof(AlertMutations))
        .AddSubscriptionType(typeof(AlertSubscriptions));
}

/// <summary>An alert that has been read.</summary>
/// <param name="Id">One of the caller's own alerts.</param>
internal sealed record MarkAlertReadInput(AlertId Id);

/// <summary>What users do with alerts.</summary>
internal static class AlertMutations
{
    /// <summary>Marks one of the caller's own alerts as read; a second time changes nothing.</summary>
    /// <param name="input">The alert.</param>
    [Needs(Resource.Alert, Access.Change)]
    public static async Task<Alert> MarkAlertRead(MarkAlertReadInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Alert, Access.Change);
        var (id, user) = (input.Id, caller.UserId);
        var alert = await db.Alerts.FindAsync(a => a.Id == id && a.RecipientId == user, "id", "alert", cancellationToken);
        alert.MarkRead(time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return alert;
    }
}

/// <summary>Alerts as they are raised.</summary>
internal static class AlertSubscriptions
{
    /// <summary>
    /// The caller's own alerts as they are raised. With <c>after</c>: first every alert since that cursor, then live, with no hole and no
    /// repeat between the two.
    /// </summary>
    /// <param name="after">
    /// The cursor to go on after, from <c>eventCursor</c> or an event. One that is older than the log is refused with CURSOR_EXPIRED and
    /// <c>extensions.oldestCursor</c>. Over SSE, <c>Last-Event-ID</c> comes before it.
    /// </param>
    [Subscribe]
    public static Task<ResumableStream<LoggedAlert>> AlertRaised([Cursor] string? after, EventStreams streams, CancellationToken cancellationToken) => streams.OpenAsync(
        after,
        new EventQuestion<LoggedAlert>
        {
            Types = [EventType.AlertRaised],
            Show = (happened, cursor) => new LoggedAlert { Logged = happened, Cursor = cursor, AlertId = new AlertId(happened.SubjectId) },
            IsFor = (alert, caller) => alert.Logged.IsVisibleTo(caller),
        },
        cancellationToken);
}
