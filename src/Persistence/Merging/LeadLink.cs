using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmGraph.Persistence.Merging;

/// <summary>A column that refers to leads: what it refers to goes along when leads are merged, and back when they are parted.</summary>
internal abstract class LeadLink(string name)
{
    // a lead's own id and what says that it was merged are no children
    private static readonly string[] NoChildren = ["Lead.Id", "Lead.MergedIntoId", "LeadMerge.SurvivorId"];

    /// <summary>Entity and property, e.g. <c>Activity.LeadId</c>.</summary>
    public string Name => name;

    /// <summary>Every such column of the model, so that a new table cannot be forgotten.</summary>
    /// <exception cref="InvalidOperationException">A table refers to leads in its key, or has no id of its own.</exception>
    public static IReadOnlyList<LeadLink> Of(IModel model) =>
    [
        .. from entity in model.GetEntityTypes()
           from property in entity.GetProperties()
           where property.ClrType == typeof(LeadId) || property.ClrType == typeof(LeadId?)
           let name = $"{entity.ClrType.Name}.{property.Name}"
           where !NoChildren.Contains(name)
           orderby name
           select Of(entity, property, name),
    ];

    /// <summary>The rows that refer to leads, with the lead that each refers to.</summary>
    public abstract Task<List<(Guid Row, LeadId Lead)>> FindAsync(CrmDbContext db, IReadOnlyList<LeadId> leads, CancellationToken cancellationToken);

    /// <summary>Points all rows of leads to another one.</summary>
    public abstract Task MoveAsync(CrmDbContext db, IReadOnlyList<LeadId> from, LeadId to, CancellationToken cancellationToken);

    /// <summary>Points rows that still refer to a lead to another one.</summary>
    public abstract Task MoveAsync(CrmDbContext db, IReadOnlyList<Guid> rows, LeadId from, LeadId to, CancellationToken cancellationToken);

    private static LeadLink Of(IEntityType entity, IProperty property, string name)
    {
        if (entity.FindPrimaryKey()?.Properties is not [{ Name: "Id" } key] || !key.ClrType.IsAssignableTo(typeof(IEntityId)))
            throw new InvalidOperationException($"{name} cannot be merged: {entity.ClrType.Name} needs an id of its own.");
        var type = typeof(LeadLink<,,>).MakeGenericType(entity.ClrType, key.ClrType, property.ClrType);
        return (LeadLink)Activator.CreateInstance(type, name, property.Name)!;
    }
}

/// <inheritdoc/>
internal sealed class LeadLink<T, TKey, TLead>(string name, string property) : LeadLink(name)
    where T : class
    where TKey : struct, IEntityId
{
    private const int Batch = 500;

    public override async Task<List<(Guid Row, LeadId Lead)>> FindAsync(CrmDbContext db, IReadOnlyList<LeadId> leads, CancellationToken cancellationToken)
    {
        var sought = Ids(leads);
        var found = await db.Set<T>()
            .Where(r => sought.Contains(EF.Property<TLead>(r, property)))
            .Select(r => new { Id = EF.Property<TKey>(r, "Id"), Lead = EF.Property<TLead>(r, property) })
            .ToListAsync(cancellationToken);
        return [.. found.Select(f => (f.Id.Value, (LeadId)(object)f.Lead!))];
    }

    public override Task MoveAsync(CrmDbContext db, IReadOnlyList<LeadId> from, LeadId to, CancellationToken cancellationToken)
    {
        var (sought, target) = (Ids(from), (TLead)(object)to);
        return db.Set<T>()
            .Where(r => sought.Contains(EF.Property<TLead>(r, property)))
            .ExecuteUpdateAsync(s => s.SetProperty(r => EF.Property<TLead>(r, property), target), cancellationToken);
    }

    public override async Task MoveAsync(CrmDbContext db, IReadOnlyList<Guid> rows, LeadId from, LeadId to, CancellationToken cancellationToken)
    {
        var (source, target) = (Ids([from]), (TLead)(object)to);
        foreach (var some in rows.Chunk(Batch))
        {
            TKey[] ids = [.. some.Select(id => (TKey)Activator.CreateInstance(typeof(TKey), id)!)];
            await db.Set<T>()
                .Where(r => ids.Contains(EF.Property<TKey>(r, "Id")) && source.Contains(EF.Property<TLead>(r, property)))
                .ExecuteUpdateAsync(s => s.SetProperty(r => EF.Property<TLead>(r, property), target), cancellationToken);
        }
    }

    private static TLead[] Ids(IReadOnlyList<LeadId> leads) => [.. leads.Select(l => (TLead)(object)l)];
}
