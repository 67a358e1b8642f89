using CrmGraph.Domain.Alerts;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Alerts;

/// <summary>Something to be alerted to, since a moment.</summary>
/// <param name="Key">What is alerted to once per episode.</param>
/// <param name="Episode">When the episode began: it ends as soon as this is another moment.</param>
/// <param name="Content">What the alerts say.</param>
/// <param name="Recipients">Who gets one.</param>
internal sealed record Occasion(Guid Key, DateTimeOffset Episode, AlertContent Content, IReadOnlyCollection<Recipient> Recipients);

/// <summary>Raises alerts once per episode, however often and on however many nodes they are looked for.</summary>
internal static class AlertRaising
{
    /// <summary>Leaves out what alerts have been raised for, and raises those for the rest, each in a short transaction.</summary>
    /// <returns>How many alerts were raised.</returns>
    internal static async Task<int> RaiseAsync(this CrmDbContext db, string kind, IReadOnlyList<Occasion> occasions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Guid[] keys = [.. occasions.Select(o => o.Key)];
        var known = await db.AlertMarks.AsNoTracking()
            .Where(m => m.Kind == kind && keys.Contains(m.SubjectId))
            .ToDictionaryAsync(m => m.SubjectId, m => m.Episode, cancellationToken);
        var raised = 0;
        foreach (var occasion in occasions)
        {
            if (occasion.Recipients.Count == 0 || (known.TryGetValue(occasion.Key, out var episode) && episode == occasion.Episode)) continue;
            raised += await RaiseAsync(db, kind, occasion, now, cancellationToken);
        }
        return raised;
    }

    private static async Task<int> RaiseAsync(CrmDbContext db, string kind, Occasion occasion, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        try
        {
            if (!await BeginEpisodeAsync(db, kind, occasion, cancellationToken)) return 0;
            foreach (var recipient in occasion.Recipients) db.Alerts.Add(Alert.Raise(occasion.Content, recipient.Severity, recipient.Id, now));
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // another node began the same episode at the same moment, or else the database fails
            await transaction.RollbackAsync(CancellationToken.None);
            db.ChangeTracker.Clear();
            if (await IsMarkedAsync(db, kind, occasion, cancellationToken)) return 0;
            throw;
        }
        await transaction.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return occasion.Recipients.Count;
    }

    private static async Task<bool> BeginEpisodeAsync(CrmDbContext db, string kind, Occasion occasion, CancellationToken cancellationToken)
    {
        var (key, episode) = (occasion.Key, occasion.Episode);
        var moved = await db.AlertMarks
            .Where(m => m.Kind == kind && m.SubjectId == key && m.Episode != episode)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Episode, episode), cancellationToken);
        if (moved > 0) return true;
        if (await IsMarkedAsync(db, kind, occasion, cancellationToken)) return false;
        db.AlertMarks.Add(new AlertMark { Kind = kind, SubjectId = key, Episode = episode });
        return true;
    }

    private static Task<bool> IsMarkedAsync(CrmDbContext db, string kind, Occasion occasion, CancellationToken cancellationToken)
    {
        var key = occasion.Key;
        return db.AlertMarks.AnyAsync(m => m.Kind == kind && m.SubjectId == key, cancellationToken);
    }
}
