using CrmGraph.Api.Schema.Errors;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Schema;

/// <summary>
/// Who may change what they see. Sales reps change their own records, managers all that they see, directors, programs and
/// administrators everything; marketing works on leads only; finance and readers change nothing here.
/// </summary>
internal static class ChangeRights
{
    /// <summary>Refuses with FORBIDDEN unless the caller may change a record that the caller sees.</summary>
    /// <param name="caller">Who wants to.</param>
    /// <param name="ownerId">Who owns the record; null if nobody does.</param>
    /// <param name="isLead">Whether it is a lead.</param>
    internal static void RequireMayChange(this Caller caller, UserId? ownerId, bool isLead = false)
    {
        caller.RequireMayWork(isLead);
        if (caller.Role == Role.SalesRep && ownerId is { } owner && owner != caller.UserId)
            throw Refusals.Forbidden("Only the owner, the owner's managers and administrators may change this.");
    }

    /// <summary>Refuses with FORBIDDEN unless the caller's role works on records of that kind at all.</summary>
    internal static void RequireMayWork(this Caller caller, bool isLead = false)
    {
        var works = caller.Role is Role.SalesRep or Role.SalesManager or Role.SalesDirector or Role.Admin or Role.Integration
            || (isLead && caller.Role == Role.Marketing);
        if (!works) throw Refusals.Forbidden("Your role may not change this.");
    }

    /// <summary>Refuses with FORBIDDEN unless the caller may give records to a user.</summary>
    internal static void RequireMayGiveTo(this Caller caller, User owner)
    {
        if (!caller.Sees(owner.Id, owner.TeamId))
            throw Refusals.Forbidden($"{owner.Name} is not in your team; choose another owner.", "ownerId");
    }
}
