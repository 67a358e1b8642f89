using CrmGraph.Domain.Qualifications;
using CrmGraph.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmGraph.Persistence.Conventions;

/// <summary>How kinds of values are stored. Configurations only say what is peculiar to one entity.</summary>
internal static class CrmConventions
{
    private const int CurrencyLength = 3;
    private const int EnumLength = 30;

    internal static void Apply(ModelConfigurationBuilder builder)
    {
        builder.IgnoreAny<IDomainEvent>();
        foreach (var id in typeof(IEntityId).Assembly.GetTypes().Where(t => t.IsValueType && t.IsAssignableTo(typeof(IEntityId))))
            builder.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
        builder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        builder.Properties<TimeSpan>().HaveConversion<long>();
        builder.Properties<decimal>().HaveConversion<TenThousandthsConverter>();
        builder.Properties<Qualification>().HaveConversion<QualificationConverter>();
        builder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(EnumLength);
        builder.ComplexProperties<Money>();
    }

    internal static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var money in entity.GetComplexProperties().Where(p => p.ClrType == typeof(Money)))
                money.ComplexType.FindProperty(nameof(Money.Currency))?.SetMaxLength(CurrencyLength);
            // ids and sequence numbers come from the domain, never from the database
            foreach (var key in entity.FindPrimaryKey()?.Properties ?? []) key.ValueGenerated = ValueGenerated.Never;
            if (!entity.ClrType.IsAssignableTo(typeof(Aggregate))) continue;
            if (entity.FindProperty(nameof(Aggregate.Version)) is { } version) version.IsConcurrencyToken = true;
            LoadWhole(entity);
        }
    }

    // an aggregate that is loaded without its children would check its rules against half the truth
    private static void LoadWhole(IMutableEntityType aggregate)
    {
        foreach (var navigation in aggregate.GetNavigations().Where(n => n.IsCollection)) navigation.SetIsEagerLoaded(true);
    }
}
