using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution.Subscriptions;
using CrmGraph.Persistence;

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
    public static IAsyncEnumerable<StageChanged> OpportunityStageChanged(
        PipelineId? pipelineId, UserId? ownerId, TeamId? teamId, Caller caller, SubscriptionHub hub) =>
        hub.Subscribe<StageChanged>(change =>
            (pipelineId is null || change.PipelineId == pipelineId)
            && (ownerId is null || change.OwnerId == ownerId)
            && (teamId is null || change.TeamId == teamId)
            && caller.Reaches(Resource.Opportunity, Access.Read, change.OwnerId, change.TeamId));
}
