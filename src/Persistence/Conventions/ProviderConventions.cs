using CrmGraph.Domain.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmGraph.Persistence.Conventions;

/// <summary>
/// What keeps text the same on every database: it is compared, sorted and kept unique code point by code point, as SQLite does by
/// itself. Cursors of one database mean the same in another, and no upgrade of an operating system changes the order of an index.
/// </summary>
internal static class ProviderConventions
{
    private const string PostgreSql = "Npgsql.EntityFrameworkCore.PostgreSQL";
    private const string SqlServer = "Microsoft.EntityFrameworkCore.SqlServer";

    internal static void Apply(ModelBuilder builder, string? provider)
    {
        if (provider == PostgreSql) Collate(builder, "C");
        if (provider != SqlServer) return;
        Collate(builder, "Latin1_General_100_BIN2");
        // SQL Server lets rows be deleted in one way only: payments go with their contract
        var toInstalment = builder.Model.FindEntityType(typeof(Payment))?.GetForeignKeys().Single(key => key.PrincipalEntityType.ClrType == typeof(Instalment));
        toInstalment?.DeleteBehavior = DeleteBehavior.ClientCascade;
    }

    private static void Collate(ModelBuilder builder, string collation)
    {
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(Properties).Where(IsText)) property.SetCollation(collation);
    }

    private static IEnumerable<IMutableProperty> Properties(IMutableTypeBase type) =>
        [.. type.GetProperties(), .. type.GetComplexProperties().SelectMany(complex => Properties(complex.ComplexType))];

    private static bool IsText(IMutableProperty property) =>
        (property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType) is var stored && stored == typeof(string);
}
