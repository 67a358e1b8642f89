using CrmGraph.Persistence.Idempotency;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class IdempotentAnswerConfiguration : IEntityTypeConfiguration<IdempotentAnswer>
{
    private const int HashLength = 32;

    public void Configure(EntityTypeBuilder<IdempotentAnswer> builder)
    {
        // what makes a repeat wait for the first request, and find its answer
        builder.HasKey(x => x.Id);
        builder.Property(x => x.Id).HasMaxLength(HashLength);
        builder.Property(x => x.RequestHash).HasMaxLength(HashLength);
        builder.HasIndex(x => x.CreatedAt);
    }
}
