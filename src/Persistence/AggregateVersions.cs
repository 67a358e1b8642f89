using CrmGraph.Domain.Shared;
using CrmGraph.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmGraph.Persistence;

/// <summary>Counts the version of each aggregate of which a save changes anything, its children included.</summary>
internal static class AggregateVersions
{
    internal static void Count(DbContext db)
    {
        if (db.ChangeTracker.AutoDetectChangesEnabled) db.ChangeTracker.DetectChanges();
        EntityEntry[] changed = [.. db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)];
        var roots = new Lazy<Dictionary<object, EntityEntry<Aggregate>>>(() =>
            db.ChangeTracker.Entries<Aggregate>().ToDictionary(e => e.Property("Id").CurrentValue!));
        foreach (var entry in changed)
        {
            var root = entry.Entity is Aggregate ? entry.Context.Entry((Aggregate)entry.Entity) : RootOf(entry, roots);
            if (root is not { State: EntityState.Unchanged or EntityState.Modified } || IsDerivedOnly(entry)) continue;
            var version = root.Property(a => a.Version);
            version.CurrentValue = version.OriginalValue + 1;
        }
    }

    internal static DomainException Refusal(EntityEntry refused, PropertyValues? stored)
    {
        if (stored is null) return new DomainException(ErrorCode.NotFound, "The object has been deleted meanwhile.");
        return refused.Entity is Aggregate
            ? new VersionConflictException(refused.OriginalValues.GetValue<int>(nameof(Aggregate.Version)), stored.GetValue<int>(nameof(Aggregate.Version)))
            : new DomainException(ErrorCode.Conflict, "The object has changed meanwhile. Read it again and repeat the change.");
    }

    /// <summary>
    /// The refusal of a save of which somebody else has changed an aggregate; null if nobody has. Databases that are sent several statements
    /// at once complain of a child whose key is there already, or whose aggregate is gone, before anybody looks at the version of its aggregate.
    /// </summary>
    internal static async Task<DomainException?> FindConflictAsync(DbContext db, CancellationToken cancellationToken)
    {
        foreach (var entry in db.ChangeTracker.Entries<Aggregate>().Where(e => e.State is EntityState.Modified or EntityState.Deleted).ToList())
        {
            var stored = await entry.GetDatabaseValuesAsync(cancellationToken);
            if (stored?.GetValue<int>(nameof(Aggregate.Version)) != entry.Property(a => a.Version).OriginalValue) return Refusal(entry, stored);
        }
        return null;
    }

    // Nobody has changed a lead whose score was worked out anew: who is editing it must not get a conflict because of that.
    private static bool IsDerivedOnly(EntityEntry entry) =>
        entry is { State: EntityState.Modified, Entity: Aggregate }
        && entry.Properties.All(p => !p.IsModified || p.Metadata.IsDerived())
        && !entry.ComplexProperties.Any(p => p.IsModified);

    private static EntityEntry<Aggregate>? RootOf(EntityEntry child, Lazy<Dictionary<object, EntityEntry<Aggregate>>> roots)
    {
        var toRoot = child.Metadata.GetForeignKeys().FirstOrDefault(key =>
            key.PrincipalToDependent is not null && key.PrincipalEntityType.ClrType.IsAssignableTo(typeof(Aggregate)));
        var id = toRoot is null ? null : child.Property(toRoot.Properties[0].Name).CurrentValue;
        return id is not null && roots.Value.TryGetValue(id, out var root) ? root : null;
    }
}
