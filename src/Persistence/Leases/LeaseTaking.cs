using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Leases;

/// <summary>Takes, renews and gives back leases.</summary>
public static class LeaseTaking
{
    /// <summary>Takes a lease that is free or has expired, or renews the own one.</summary>
    /// <param name="db">The database; no transaction is open.</param>
    /// <param name="name">What is to be done alone.</param>
    /// <param name="holder">The node; no two have the same name.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">Until when it is wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether the node has it now.</returns>
    public static async Task<bool> TakeLeaseAsync(
        this CrmDbContext db, string name, string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await using var transaction = await db.BeginAsync(cancellationToken);
        var taken = await db.Leases
            .Where(l => l.Name == name && (l.Holder == holder || l.Until <= now))
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.Holder, holder).SetProperty(x => x.Until, until), cancellationToken) > 0;
        if (!taken && !await db.Leases.AnyAsync(l => l.Name == name, cancellationToken))
        {
            var first = db.Leases.Add(new Lease { Name = name, Holder = holder, Until = until });
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                // somebody else was the first at the same moment
                return false;
            }
            finally
            {
                first.State = EntityState.Detached;
            }
            taken = true;
        }

        await transaction.CommitAsync(cancellationToken);
        return taken;
    }

    /// <summary>Gives a lease back before its time, so that nobody has to wait for it.</summary>
    public static Task ReleaseLeaseAsync(this CrmDbContext db, string name, string holder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Leases.Where(l => l.Name == name && l.Holder == holder).ExecuteUpdateAsync(l => l.SetProperty(x => x.Until, now), cancellationToken);
    }
}
