using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class QuoteConfiguration : IEntityTypeConfiguration<Quote>
{
    public void Configure(EntityTypeBuilder<Quote> builder)
    {
        builder.Ignore(x => x.ListTotal);
        builder.Property(x => x.Number).HasMaxLength(30);
        builder.Property(x => x.ResponseComment).HasMaxLength(2000);
        builder.HasIndex(x => new { x.Number, x.Revision }).IsUnique();
        builder.HasIndex(x => new { x.OpportunityId, x.Revision }).IsUnique();
        // one accepted quote per deal, whoever writes to the database
        builder.HasIndex(x => x.OpportunityId).IsUnique().HasFilter("\"Status\" = 'Accepted'").HasDatabaseName("IX_Quotes_Accepted");
        builder.HasMany(x => x.Lines).WithOne().HasForeignKey(l => l.QuoteId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Opportunity>().WithMany().HasForeignKey(x => x.OpportunityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.CreatedById).OnDelete(DeleteBehavior.Restrict);
        // no foreign key to the request: it refers to the quote, and both are stored at once
        builder.HasIndex(x => x.ApprovalId);
    }
}

internal sealed class QuoteLineConfiguration : IEntityTypeConfiguration<QuoteLine>
{
    public void Configure(EntityTypeBuilder<QuoteLine> builder)
    {
        builder.HasKey(x => new { x.QuoteId, x.Position });
        builder.Property(x => x.Product).HasMaxLength(200);
        builder.Property(x => x.Sku).HasMaxLength(50);
    }
}
