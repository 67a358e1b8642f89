using CrmGraph.Domain.Currencies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class ExchangeRateConfiguration : IEntityTypeConfiguration<ExchangeRate>
{
    private const decimal Unit = 10_000_000_000m;

    public void Configure(EntityTypeBuilder<ExchangeRate> builder)
    {
        builder.Property(x => x.From).HasMaxLength(3);
        builder.Property(x => x.To).HasMaxLength(3);
        builder.Property(x => x.Source).HasMaxLength(100);
        // ten decimals: a yen is worth less than 0.05 of most currencies
        builder.Property(x => x.Rate).HasConversion(rate => (long)(rate * Unit), count => count / Unit);
        builder.HasIndex(x => new { x.To, x.From, x.ValidFrom }).IsUnique();
        builder.HasIndex(x => new { x.ValidFrom, x.Id });
    }
}
