using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Tests.Model;

public sealed class SalesContext(DbContextOptions<SalesContext> options) : DbContext(options)
{
    public DbSet<Rep> Reps => Set<Rep>();

    public DbSet<Company> Companies => Set<Company>();

    public DbSet<Deal> Deals => Set<Deal>();

    public DbSet<Call> Calls => Set<Call>();

    public DbSet<Helper> Helpers => Set<Helper>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<RepId>().HaveConversion<RepIdConverter>();
        configurationBuilder.Properties<CompanyId>().HaveConversion<CompanyIdConverter>();
        configurationBuilder.Properties<DealId>().HaveConversion<DealIdConverter>();
        configurationBuilder.Properties<CallId>().HaveConversion<CallIdConverter>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TicksConverter>();
        configurationBuilder.Properties<TimeSpan>().HaveConversion<long>();
        configurationBuilder.Properties<decimal>().HaveConversion<AmountConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.ComplexProperties<Price>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Helper>().HasKey(h => new { h.DealId, h.RepId });
        modelBuilder.Entity<Deal>().HasIndex(d => new { d.CreatedAt, d.Id });
        modelBuilder.Entity<Deal>().HasIndex(d => new { d.CompanyId, d.CreatedAt, d.Id });
        modelBuilder.Entity<Deal>().HasIndex(d => new { d.Score, d.Id });
        modelBuilder.Entity<Call>().HasIndex(c => new { c.DealId, c.At, c.Id });
    }

    private sealed class RepIdConverter() : ValueConverter<RepId, Guid>(id => id.Value, value => new RepId(value));

    private sealed class CompanyIdConverter() : ValueConverter<CompanyId, Guid>(id => id.Value, value => new CompanyId(value));

    private sealed class DealIdConverter() : ValueConverter<DealId, Guid>(id => id.Value, value => new DealId(value));

    private sealed class CallIdConverter() : ValueConverter<CallId, Guid>(id => id.Value, value => new CallId(value));

    private sealed class TicksConverter() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class AmountConverter() : ValueConverter<decimal, long>(amount => (long)(amount * 10_000m), count => count / 10_000m);
}
