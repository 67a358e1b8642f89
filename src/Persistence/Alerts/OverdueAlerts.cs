using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Alerts;
using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Alerts;

/// <summary>Looks for what was not done, or not paid, in time.</summary>
public static class OverdueAlerts
{
    private const int Batch = 500;

    /// <summary>Alerts the owners of activities that were due and are not done, once for each date that they were due on.</summary>
    /// <returns>How many alerts were raised.</returns>
    public static async Task<int> AlertToOverdueActivitiesAsync(this CrmDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var responsible = await Responsible.LoadAsync(db, cancellationToken);
        var (raised, last) = (0, default(ActivityId));
        while (true)
        {
            var activities = await db.Activities
                .Where(a => a.Id.CompareTo(last) > 0 && a.CompletedAt == null && a.DueAt < now)
                .OrderBy(a => a.Id)
                .Take(Batch)
                .Select(a => new { a.Id, Subject = a.Visibility == ActivityVisibility.Metadata ? "" : a.Subject, DueAt = a.DueAt!.Value, a.OwnerId, a.TeamId })
                .ToListAsync(cancellationToken);
            var occasions = activities.ConvertAll(a => new Occasion(
                a.Id.Value,
                a.DueAt,
                new AlertContent(AlertKinds.ActivityOverdue, nameof(Activity), a.Id.Value, a.Subject, (now - a.DueAt).Days),
                Warn(responsible.OwnerOrManager(a.OwnerId, a.TeamId))));
            raised += await db.RaiseAsync(AlertKinds.ActivityOverdue, occasions, now, cancellationToken);
            if (activities.Count < Batch) return raised;
            last = activities[^1].Id;
        }
    }

    /// <summary>Alerts the owners of deals and FINANCE to instalments that were due and are not paid in full, once for each instalment.</summary>
    /// <returns>How many alerts were raised.</returns>
    public static async Task<int> AlertToOverdueInstalmentsAsync(this CrmDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var responsible = await Responsible.LoadAsync(db, cancellationToken);
        UserId?[] finance = [.. responsible.In(Role.Finance).Select(id => (UserId?)id)];
        var (raised, last, today) = (0, default(InstalmentId), DateOnly.FromDateTime(now.UtcDateTime));
        while (true)
        {
            var instalments = await (
                from i in db.Instalments
                where i.Id.CompareTo(last) > 0 && i.PaidOn == null && i.DueOn < today
                join c in db.Contracts on i.ContractId equals c.Id
                join o in db.Opportunities on c.OpportunityId equals o.Id
                orderby i.Id
                select new { i.Id, i.DueOn, i.Position, i.ContractId, c.Number, o.Name, o.OwnerId, o.TeamId }).Take(Batch).ToListAsync(cancellationToken);
            var occasions = instalments.ConvertAll(i => new Occasion(
                i.Id.Value,
                new DateTimeOffset(i.DueOn, TimeOnly.MinValue, TimeSpan.Zero),
                new AlertContent(AlertKinds.InstalmentOverdue, nameof(Contract), i.ContractId.Value, $"{i.Number} {i.Name} ({i.Position + 1})", today.DayNumber - i.DueOn.DayNumber),
                Warn([responsible.OwnerOrManager(i.OwnerId, i.TeamId), .. finance])));
            raised += await db.RaiseAsync(AlertKinds.InstalmentOverdue, occasions, now, cancellationToken);
            if (instalments.Count < Batch) return raised;
            last = instalments[^1].Id;
        }
    }

    private static List<Recipient> Warn(params IEnumerable<UserId?> users) =>
        [.. users.OfType<UserId>().Distinct().Select(id => new Recipient(id, AlertSeverity.Warning))];
}
