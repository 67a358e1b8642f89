using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Capture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class CaptureSubmissionConfiguration : IEntityTypeConfiguration<CaptureSubmission>
{
    public void Configure(EntityTypeBuilder<CaptureSubmission> builder)
    {
        builder.Property(x => x.SubmissionId).HasMaxLength(200);
        // what makes a repeat harmless, however many processes take it at the same moment
        builder.HasIndex(x => new { x.FormId, x.SubmissionId }).IsUnique();
        builder.HasIndex(x => new { x.LeadId, x.ReceivedAt });
        builder.HasOne<CaptureForm>().WithMany().HasForeignKey(x => x.FormId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Lead>().WithMany().HasForeignKey(x => x.LeadId).OnDelete(DeleteBehavior.Cascade);
    }
}
