using System.Globalization;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Leads;
using CrmGraph.Persistence.Merging;

namespace CrmGraph.Api.Leads;

/// <summary>Merges leads that are the same customer, and parts them again.</summary>
internal static class MergeMutations
{
    private const int MostAtOnce = 50;

    /// <summary>
    /// Merges leads into one that lives on: everything that is about them is about it from then on, and their ids answer it for ever.
    /// What the survivor does not say is filled in from them, oldest first. Leads that have been converted cannot be merged.
    /// </summary>
    /// <param name="input">The leads.</param>
    [Needs(Resource.Lead, Access.Change)]
    public static async Task<Lead> MergeLeads(MergeLeadsInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Lead, Access.Change);
        if (input.MergedIds.Count > MostAtOnce) throw Guard.Invalid("mergedIds", $"At most {MostAtOnce} leads can be merged at once.");
        await using var transaction = await db.BeginAsync(cancellationToken);
        var survivor = await ChangeableAsync(db, caller, input.SurvivorId, ["survivorId"], cancellationToken);
        survivor.RequireVersion(input.Version);
        var merged = new List<Lead>();
        for (var i = 0; i < input.MergedIds.Count; i++)
            merged.Add(await ChangeableAsync(db, caller, input.MergedIds[i], ["mergedIds", i.ToString(CultureInfo.InvariantCulture)], cancellationToken));
        var now = time.GetUtcNow();
        await db.MergeAsync(survivor, merged, caller.UserId, now, cancellationToken);
        await db.RescoreAsync(survivor, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return survivor;
    }

    /// <summary>
    /// Parts leads that were merged: each is what it was and gets back what came from it. What was added since stays with the survivor.
    /// </summary>
    /// <param name="input">The merge.</param>
    [Needs(Resource.Lead, Access.Change)]
    public static async Task<UnmergeLeadsPayload> UnmergeLeads(
        UnmergeLeadsInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Lead, Access.Change);
        await using var transaction = await db.BeginAsync(cancellationToken);
        var merge = await db.LeadMerges.FindAsync(m => m.Id == input.MergeId, "mergeId", "merge", cancellationToken);
        var survivor = await db.Leads.VisibleTo(caller).FindAsync(l => l.Id == merge.SurvivorId, "mergeId", "merge", cancellationToken);
        caller.Require(Resource.Lead, Access.Change, survivor.OwnerId, survivor.TeamId);
        var now = time.GetUtcNow();
        var parted = await db.PartAsync(merge, survivor, caller.UserId, now, cancellationToken);
        foreach (var lead in parted.Prepend(survivor)) await db.RescoreAsync(lead, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new UnmergeLeadsPayload(survivor, parted);
    }

    private static async Task<Lead> ChangeableAsync(CrmDbContext db, Caller caller, LeadId id, string[] path, CancellationToken cancellationToken)
    {
        var lead = await db.LeadAsync(caller, id, path, cancellationToken);
        caller.Require(Resource.Lead, Access.Change, lead.OwnerId, lead.TeamId, path);
        return lead;
    }
}

/// <summary>Leads that are the same customer.</summary>
/// <param name="SurvivorId">The lead that lives on.</param>
/// <param name="MergedIds">The others, at most 50.</param>
/// <param name="Version">The version of the survivor that the caller has read; an older one than the current is refused with CONFLICT.</param>
internal sealed record MergeLeadsInput(LeadId SurvivorId, IReadOnlyList<LeadId> MergedIds, int? Version);

/// <summary>A merge that is to be undone.</summary>
/// <param name="MergeId">The merge; <c>Lead.merges</c> lists them.</param>
internal sealed record UnmergeLeadsInput(LeadMergeId MergeId);

/// <summary>Leads that are parted again.</summary>
/// <param name="Survivor">The lead that they had been merged into.</param>
/// <param name="Leads">The leads that are back.</param>
internal sealed record UnmergeLeadsPayload(Lead Survivor, IReadOnlyList<Lead> Leads);
