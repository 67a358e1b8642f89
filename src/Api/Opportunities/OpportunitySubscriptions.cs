using CrmGraph.Domain.Events;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Api.Opportunities;

/// <summary>What clients can listen to about opportunities.</summary>
internal static class OpportunitySubscriptions
{
    /// <summary>
    /// Stage changes that the caller may see, from now on. Winning, losing and reopening are stage changes too; creation is not.
    /// Owner and team are those at the time of the change.
    /// </summary>
    /// <param name="pipelineId">Only changes in this pipeline.</param>
    /// <param name="ownerId">Only changes of deals that this user owned.</param>
    /// <param name="teamId">Only changes of deals that belonged to this team.</param>
    [Subscribe]
    public static async Task<IAsyncEnumerable<LoggedStageChange>> OpportunityStageChanged(
        PipelineId? pipelineId, UserId? ownerId, TeamId? teamId, Caller caller, CrmDbContext db, EventLogTail tail, EventCursors cursors, CancellationToken cancellationToken)
    {
        await cursors.PrepareAsync(cancellationToken);
        var now = await db.ReadBoundsAsync(cancellationToken);
        return tail.ListenAsync(now.Last, CancellationToken.None)
            .Where(e => e.Type == EventType.StageChanged && (ownerId is null || e.OwnerId == ownerId) && (teamId is null || e.TeamId == teamId) && e.IsVisibleTo(caller))
            .Select(e => LoggedStageChange.Of(e, cursors.Write(e.Position)))
            .Where(e => pipelineId is null || e.PipelineId == pipelineId);
    }
}
