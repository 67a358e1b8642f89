using CrmGraph.Domain.Leads.Conversion;
using CrmGraph.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class ConversionPolicyConfiguration : IEntityTypeConfiguration<ConversionPolicy>
{
    public void Configure(EntityTypeBuilder<ConversionPolicy> builder) =>
        builder.Property(x => x.Fields).HasMaxLength(200).HasConversion<ConversionFieldsConverter, ConversionFieldsComparer>();
}
