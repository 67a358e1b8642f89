using CrmGraph.Domain.Leads.Scoring;
using CrmGraph.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class ScoringModelConfiguration : IEntityTypeConfiguration<ScoringModel>
{
    public void Configure(EntityTypeBuilder<ScoringModel> builder)
    {
        builder.Property(x => x.Definition).HasConversion(new JsonConverter<ScoringDefinition>(), JsonConverter<ScoringDefinition>.Comparer);
        builder.HasIndex(x => x.Number).IsUnique();
    }
}
