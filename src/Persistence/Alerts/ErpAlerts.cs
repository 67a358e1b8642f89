using CrmGraph.Domain.Alerts;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Alerts;

/// <summary>Tells those who can do something about it that a won deal does not get into an ERP.</summary>
public static class ErpAlerts
{
    /// <summary>
    /// Alerts the deal's owner, and all administrators, that its transfer has been given up. The alerts are saved by the caller together
    /// with the entry, so that there is one of each for every time that it was given up.
    /// </summary>
    public static async Task AlertToDeadAsync(this CrmDbContext db, ErpSync sync, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(sync);
        var deal = await db.Opportunities.Where(o => o.Id == sync.OpportunityId).Select(o => new { o.Number, o.Name, o.OwnerId }).SingleAsync(cancellationToken);
        var owner = deal.OwnerId;
        var recipients = await db.Users.Where(u => u.IsActive && (u.Id == owner || u.Role == Role.Admin)).Select(u => u.Id).ToListAsync(cancellationToken);
        var content = new AlertContent(AlertKinds.ErpFailed, nameof(ErpSync), sync.Id.Value, $"{deal.Number} {deal.Name} → {sync.Connector}", 0);
        foreach (var recipient in recipients) db.Alerts.Add(Alert.Raise(content, AlertSeverity.Critical, recipient, now));
    }
}
