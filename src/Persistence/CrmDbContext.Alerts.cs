using CrmGraph.Domain.Alerts;
using CrmGraph.Persistence.Alerts;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

public sealed partial class CrmDbContext
{
    /// <summary>What users have to look at.</summary>
    public DbSet<Alert> Alerts => Set<Alert>();

    internal DbSet<AlertMark> AlertMarks => Set<AlertMark>();
}
