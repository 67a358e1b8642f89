using CrmGraph.Domain.Duplicates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class DuplicatePolicyConfiguration : IEntityTypeConfiguration<DuplicatePolicy>
{
    public void Configure(EntityTypeBuilder<DuplicatePolicy> builder) => builder.HasIndex(x => x.Entity).IsUnique();
}
