using System.Linq.Expressions;
using CrmGraph.Api.Schema.Errors;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Merging;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Schema;

/// <summary>Finds what the inputs of mutations name.</summary>
internal static class LookUps
{
    /// <summary>The one row that a condition holds for. Refuses with NOT_FOUND and the path of the input field if there is none.</summary>
    internal static async Task<T> FindAsync<T>(this IQueryable<T> rows, Expression<Func<T, bool>> isIt, string field, string what, CancellationToken cancellationToken)
        where T : class =>
        await rows.SingleOrDefaultAsync(isIt, cancellationToken) ?? throw Refusals.NotFound(what, field);

    /// <summary>A lead that the caller sees; the id of one that was merged stands for its survivor. Refuses with NOT_FOUND and the path.</summary>
    internal static async Task<Lead> LeadAsync(this CrmDbContext db, Caller caller, LeadId id, string[] path, CancellationToken cancellationToken)
    {
        if (await db.Leads.VisibleTo(caller).SingleOrDefaultAsync(l => l.Id == id, cancellationToken) is { } lead) return lead;
        return (await db.SurvivorsAsync([id], cancellationToken)).TryGetValue(id, out var survivor)
            && await db.Leads.VisibleTo(caller).SingleOrDefaultAsync(l => l.Id == survivor, cancellationToken) is { } found
            ? found
            : throw Refusals.NotFound("lead", path);
    }

    /// <summary>The user who is to own a record of some kind; the caller if nobody is named.</summary>
    internal static async Task<User> OwnerAsync(this CrmDbContext db, Caller caller, Resource resource, UserId? ownerId, CancellationToken cancellationToken)
    {
        var id = ownerId ?? caller.UserId;
        var owner = await db.Users.FindAsync(u => u.Id == id, "ownerId", "user", cancellationToken);
        caller.RequireMayGive(resource, owner);
        return owner;
    }

    /// <summary>The lead source with a key. Refuses with VALIDATION if there is none.</summary>
    internal static async Task<LeadSource> SourceAsync(this CrmDbContext db, string key, CancellationToken cancellationToken) =>
        await db.LeadSources.SingleOrDefaultAsync(s => s.Key == key, cancellationToken)
        ?? throw Guard.Invalid("source", $"There is no lead source '{key}'; the field leadSources lists them.");

    /// <summary>The close reason with a key. Refuses with VALIDATION if there is none.</summary>
    internal static async Task<CloseReason> ReasonAsync(this CrmDbContext db, string key, CancellationToken cancellationToken) =>
        await db.CloseReasons.SingleOrDefaultAsync(r => r.Key == key, cancellationToken)
        ?? throw Guard.Invalid("reason", $"There is no close reason '{key}'; the field closeReasons lists them.");

    /// <summary>A stage by its id.</summary>
    internal static Task<Stage> StageAsync(this CrmDbContext db, StageId id, CancellationToken cancellationToken) =>
        db.Stages.FindAsync(s => s.Id == id, "stageId", "stage", cancellationToken);

    /// <summary>The pipeline with an id; the default one if none is named.</summary>
    internal static Task<Pipeline> PipelineAsync(this CrmDbContext db, PipelineId? id, CancellationToken cancellationToken) => id is { } named
        ? db.Pipelines.FindAsync(p => p.Id == named, "pipelineId", "pipeline", cancellationToken)
        : db.Pipelines.FindAsync(p => p.IsDefault, "pipelineId", "pipeline", cancellationToken);
}
