using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Alerts;

/// <summary>Forgets alerts that were read long ago.</summary>
public static class AlertRetention
{
    private const int Batch = 500;

    /// <summary>Forgets some of the alerts that were read before a time. What they were raised for is remembered, so that they are not raised again.</summary>
    /// <returns>How many; repeat it while there are any.</returns>
    public static async Task<int> ForgetReadAlertsAsync(this CrmDbContext db, DateTimeOffset before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var old = await db.Alerts.Where(a => a.ReadAt < before).OrderBy(a => a.ReadAt).Take(Batch).Select(a => a.Id).ToListAsync(cancellationToken);
        return old.Count == 0 ? 0 : await db.Alerts.Where(a => old.Contains(a.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
