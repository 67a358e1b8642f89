using CrmGraph.Domain.Leads.Assignment;
using CrmGraph.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class AssignmentPlanConfiguration : IEntityTypeConfiguration<AssignmentPlan>
{
    public void Configure(EntityTypeBuilder<AssignmentPlan> builder) =>
        builder.Property(x => x.Rules).HasConversion(new JsonConverter<IReadOnlyList<AssignmentRule>>(), JsonConverter<IReadOnlyList<AssignmentRule>>.Comparer);
}
