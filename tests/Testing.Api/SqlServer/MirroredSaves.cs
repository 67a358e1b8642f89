using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.ChangeTracking.Internal;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace CrmGraph.Testing.SqlServer;

/// <summary>Makes the commands of each save for SQL Server too.</summary>
// what is saved is only known here in full: with versions, journals and keys that interceptors have added
#pragma warning disable EF1001
internal sealed class MirroredSaves(DatabaseDependencies dependencies, RelationalDatabaseDependencies relationalDependencies) : RelationalDatabase(dependencies, relationalDependencies)
{
    public override Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        Mirror.Run(() => $"SaveChanges: {string.Join(", ", entries.Select(e => $"{e.EntityState} {e.EntityType.DisplayName()}").Distinct())}", db =>
        {
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            (db.ChangeTracker.CascadeDeleteTiming, db.ChangeTracker.DeleteOrphansTiming) = (CascadeTiming.Never, CascadeTiming.Never);
            List<IUpdateEntry> mirrored = [.. entries.Select(e => Copy(db, e.ToEntityEntry()))];
            db.GetService<IDatabase>().SaveChanges(mirrored);
        });
        return base.SaveChangesAsync(entries, cancellationToken);
    }

    // a copy without navigations: the mirror must not touch what is saved
    private static InternalEntityEntry Copy(CrmDbContext db, EntityEntry saved)
    {
        var copy = db.Entry(saved.CurrentValues.ToObject());
        foreach (var shadow in saved.Properties.Where(p => p.Metadata.IsShadowProperty())) copy.Property(shadow.Metadata.Name).CurrentValue = shadow.CurrentValue;
        copy.State = saved.State;
        if (saved.State != EntityState.Modified) return Entry(copy);
        foreach (var property in saved.Properties.Where(p => !p.Metadata.IsPrimaryKey()))
        {
            var mirrored = copy.Property(property.Metadata.Name);
            (mirrored.OriginalValue, mirrored.IsModified) = (property.OriginalValue, property.IsModified);
        }
        foreach (var complex in saved.ComplexProperties) copy.ComplexProperty(complex.Metadata.Name).IsModified = complex.IsModified;
        return Entry(copy);
    }

    private static InternalEntityEntry Entry(EntityEntry entry) => ((IInfrastructure<InternalEntityEntry>)entry).Instance;
}
#pragma warning restore EF1001
