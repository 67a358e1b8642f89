using CrmGraph.Api.Schema.Errors;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Schema;

/// <summary>Asks <see cref="Permissions"/> before a change.</summary>
internal static class ChangeRights
{
    /// <summary>Refuses with FORBIDDEN unless the caller may do this to anybody's at all; enough for what has no owner.</summary>
    internal static void Require(this Caller caller, Resource resource, Access access)
    {
        if (!caller.May(resource, access)) throw Refusals.Forbidden($"The role {caller.Role.ApiName()} may not do this.");
    }

    /// <summary>Refuses with FORBIDDEN unless the caller may do this to a record that the caller sees.</summary>
    /// <param name="caller">Who wants to.</param>
    /// <param name="resource">What kind of record it is.</param>
    /// <param name="access">What is to be done to it.</param>
    /// <param name="ownerId">Who owns it; null if nobody does.</param>
    /// <param name="teamId">The team that it belongs to.</param>
    /// <param name="path">The input field that names it; none if it is what the mutation is about.</param>
    internal static void Require(this Caller caller, Resource resource, Access access, UserId? ownerId, TeamId? teamId, params string[] path)
    {
        caller.Require(resource, access);
        if (!caller.Reaches(resource, access, ownerId, teamId))
            throw Refusals.Forbidden("Only the owner, the owner's managers and administrators may do this.", path);
    }

    /// <summary>Refuses with FORBIDDEN unless the caller may give records of a kind to a user, and with VALIDATION if that user's role does not work on them.</summary>
    internal static void RequireMayGive(this Caller caller, Resource resource, User owner)
    {
        if (owner.Id == caller.UserId) return;
        if (!caller.Reaches(resource, Access.Create, owner.Id, owner.TeamId))
            throw Refusals.Forbidden($"{owner.Name} is not in your team; choose another owner.", "ownerId");
        if (Permissions.ScopeOf(owner.Role, resource, Access.Change) == Scope.None)
            throw Guard.Invalid("ownerId", $"{owner.Name} has the role {owner.Role.ApiName()}, which does not work on such records; choose another owner.");
    }
}
