using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Merging;

/// <summary>Merges leads with everything that refers to them, and parts them again.</summary>
public static class LeadMerging
{
    /// <summary>
    /// Merges tracked leads into a tracked survivor. Everything that refers to them refers to the survivor from then on, also what had been
    /// merged into one of them before. Call it in a transaction.
    /// </summary>
    public static async Task<LeadMerge> MergeAsync(
        this CrmDbContext db, Lead survivor, IReadOnlyList<Lead> merged, UserId by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        RequireTransaction(db);
        var (before, images) = (survivor.Image, merged.Select(m => m.Image).ToList());
        survivor.Absorb(merged, by, now);
        List<LeadId> ids = [.. merged.Select(m => m.Id)];
        List<LeadId?> sought = [.. ids.Select(id => (LeadId?)id)];
        var followers = await db.Leads.Where(l => sought.Contains(l.MergedIntoId)).ToListAsync(cancellationToken);
        var followed = followers.Where(f => f.MergedIntoId is not null).Select(f => (f.Id, f.MergedIntoId!.Value)).ToList();
        foreach (var follower in followers) follower.FollowTo(survivor.Id);

        var moved = new List<MovedRows>();
        foreach (var link in LeadLink.Of(db.Model))
        {
            var rows = await link.FindAsync(db, ids, cancellationToken);
            if (rows.Count == 0) continue;
            moved.AddRange(rows.GroupBy(r => r.Lead, r => r.Row).Select(g => new MovedRows(link.Name, g.Key, [.. g])));
            await link.MoveAsync(db, ids, survivor.Id, cancellationToken);
        }
        var merge = LeadMerge.Note(survivor.Id, new MergeImages(before, survivor.Image, images, followed, moved).Write(), by, now);
        db.LeadMerges.Add(merge);
        await db.SaveChangesAsync(cancellationToken);
        await db.HandOverActivitiesAsync(survivor.Id, survivor.TeamId, cancellationToken);
        return merge;
    }

    /// <summary>
    /// Parts leads again: they are what they were, and get back what came from them. What was added since stays with the survivor, and
    /// so do changes that somebody has made to it since. Call it in a transaction.
    /// </summary>
    /// <returns>The leads that are back.</returns>
    /// <exception cref="DomainException">INVALID_STATE: the merge was undone already, or the survivor has been merged or converted since.</exception>
    public static async Task<IReadOnlyList<Lead>> PartAsync(
        this CrmDbContext db, LeadMerge merge, Lead survivor, UserId by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        RequireTransaction(db);
        if (survivor.Status is LeadStatus.Merged or LeadStatus.Converted)
            throw new DomainException(ErrorCode.InvalidState, $"The surviving lead is {survivor.Status.ApiName()}; its merges cannot be undone any more.", "mergeId");
        merge.Undo(by, now);
        var images = MergeImages.Read(merge.Images);
        List<LeadId> ids = [.. images.Merged.Select(m => m.Id), .. images.Followers.Select(f => f.Lead)];
        var leads = await db.Leads.Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, cancellationToken);
        var parted = images.Merged.Where(m => leads[m.Id].MergedIntoId == survivor.Id).ToList();
        foreach (var image in parted) leads[image.Id].PartAs(image.Status, now);
        foreach (var (follower, from) in images.Followers.Where(f => leads[f.Lead].MergedIntoId == survivor.Id)) leads[follower].FollowTo(from);
        survivor.GiveBack(images.Before, images.After, [.. parted.Select(p => p.Id)], by, now);
        await db.SaveChangesAsync(cancellationToken);

        var links = LeadLink.Of(db.Model).ToDictionary(l => l.Name);
        foreach (var rows in images.Moved) await links[rows.Link].MoveAsync(db, rows.Rows, survivor.Id, rows.From, cancellationToken);
        foreach (var image in parted) await db.HandOverActivitiesAsync(image.Id, leads[image.Id].TeamId, cancellationToken);
        return [.. parted.Select(p => leads[p.Id])];
    }

    /// <summary>Which lead goes by the id of one that was merged; ids of others are left out.</summary>
    public static async Task<Dictionary<LeadId, LeadId>> SurvivorsAsync(this CrmDbContext db, IReadOnlyCollection<LeadId> ids, CancellationToken cancellationToken)
    {
        var found = await db.Leads
            .Where(l => ids.Contains(l.Id) && l.MergedIntoId != null)
            .Select(l => new { l.Id, l.MergedIntoId })
            .ToListAsync(cancellationToken);
        return found.ToDictionary(l => l.Id, l => l.MergedIntoId!.Value);
    }

    private static void RequireTransaction(CrmDbContext db)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Begin a transaction before merging or parting leads.");
    }
}
