using CrmGraph.Persistence.EventLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmGraph.Persistence.Configurations;

internal sealed class LoggedEventConfiguration : IEntityTypeConfiguration<LoggedEvent>
{
    public void Configure(EntityTypeBuilder<LoggedEvent> builder)
    {
        builder.ToTable("Events");
        builder.HasKey(e => e.Position);
        builder.Property(e => e.SubjectType).HasMaxLength(40);
        builder.Property(e => e.RequestId).HasMaxLength(64);
        builder.HasIndex(e => e.Id).IsUnique();
        builder.HasIndex(e => new { e.SubjectId, e.Sequence }).IsUnique();
        // subscribers that resume look for a few types among all events; retention looks for a time
        builder.HasIndex(e => new { e.Type, e.Position });
        builder.HasIndex(e => e.At);
    }
}

internal sealed class EventLogHeadConfiguration : IEntityTypeConfiguration<EventLogHead>
{
    public void Configure(EntityTypeBuilder<EventLogHead> builder)
    {
        builder.ToTable("EventLogHead");
        builder.HasData(new EventLogHead());
    }
}

internal sealed class CursorKeyConfiguration : IEntityTypeConfiguration<CursorKey>
{
    public void Configure(EntityTypeBuilder<CursorKey> builder)
    {
        builder.ToTable("CursorKey");
        builder.Property(k => k.Secret).HasMaxLength(64);
    }
}

internal sealed class EventReaderConfiguration : IEntityTypeConfiguration<EventReader>
{
    public void Configure(EntityTypeBuilder<EventReader> builder)
    {
        builder.ToTable("EventReaders");
        builder.HasKey(r => r.Name);
        builder.Property(r => r.Name).HasMaxLength(100);
    }
}
