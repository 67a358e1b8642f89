using CrmGraph.Domain.Opportunities;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

/// <content>What is learned and agreed while a deal is worked on.</content>
public sealed partial class CrmDbContext
{
    /// <summary>Who has a say in purchases, for reading; they are changed through their deal.</summary>
    public DbSet<Stakeholder> Stakeholders => Set<Stakeholder>();

    /// <summary>How terms have changed in negotiations.</summary>
    public DbSet<NegotiationEntry> NegotiationEntries => Set<NegotiationEntry>();
}
