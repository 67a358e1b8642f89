using CrmGraph.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CrmGraph.Persistence.EventLog;

/// <summary>Finds what a save changes of an aggregate's own fields. A new aggregate has no changes: nothing was there before.</summary>
internal static class ChangedFields
{
    // every change counts the version and moves the time
    private static readonly string[] Bookkeeping = [nameof(Aggregate.Version), "UpdatedAt"];

    internal static IReadOnlyCollection<FieldChange> Of(EntityEntry entry)
    {
        if (entry.State != EntityState.Modified) return [];
        List<FieldChange> changes = [];
        foreach (var property in entry.Properties)
        {
            var what = property.Metadata;
            if (property.IsModified && !what.IsShadowProperty() && !Bookkeeping.Contains(what.Name) && EventJson.Knows(what.ClrType))
                changes.Add(MailText.IsIn(entry, what) ? new FieldChange(EventNames.FieldOf(what.Name, what.ClrType), null, null) : new FieldChange(EventNames.FieldOf(what.Name, what.ClrType), property.OriginalValue, property.CurrentValue));
        }
        foreach (var money in entry.ComplexProperties)
        {
            if (money.IsModified && money.Metadata.ClrType == typeof(Money))
                changes.Add(new FieldChange(EventNames.FieldOf(money.Metadata.Name, typeof(Money)), Original(money), money.CurrentValue));
        }
        return changes;
    }

    private static Money Original(ComplexPropertyEntry money) => new(
        (decimal)money.Property(nameof(Money.Amount)).OriginalValue!, (string)money.Property(nameof(Money.Currency)).OriginalValue!);
}
