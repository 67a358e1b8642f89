using CrmGraph.Api.Events;
using CrmGraph.Domain.Events;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution.Subscriptions;

namespace CrmGraph.Api.Opportunities;

/// <summary>What clients can listen to about opportunities.</summary>
internal static class OpportunitySubscriptions
{
    /// <summary>
    /// Stage changes that the caller may see. Winning, losing and reopening are stage changes too; creation is not. With <c>after</c>:
    /// first every change since that cursor, in the order of the commits, then live, with no hole and no repeat between the two.
    /// Owner and team are those at the time of the change.
    /// </summary>
    /// <param name="pipelineId">Only changes in this pipeline.</param>
    /// <param name="ownerId">Only changes of deals that this user owned.</param>
    /// <param name="teamId">Only changes of deals that belonged to this team.</param>
    /// <param name="after">
    /// The cursor to go on after, from <c>eventCursor</c> or an event. One that is older than the log is refused with CURSOR_EXPIRED and
    /// <c>extensions.oldestCursor</c>. Over SSE, <c>Last-Event-ID</c> comes before it.
    /// </param>
    [Subscribe]
    public static Task<ResumableStream<LoggedStageChange>> OpportunityStageChanged(
        PipelineId? pipelineId, UserId? ownerId, TeamId? teamId, [Cursor] string? after, EventStreams streams, CancellationToken cancellationToken) => streams.OpenAsync(
        after,
        new EventQuestion<LoggedStageChange>
        {
            Types = [EventType.StageChanged],
            IsWanted = e => (ownerId is null || e.OwnerId == ownerId) && (teamId is null || e.TeamId == teamId)
                && (pipelineId is null || e.Values().Id<PipelineId>("pipeline") == pipelineId),
            Show = LoggedStageChange.Of,
            IsFor = (change, caller) => change.Logged.IsVisibleTo(caller),
        },
        cancellationToken);
}
