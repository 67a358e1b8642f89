using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Selling;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

/// <content>What is learned and agreed while a deal is worked on.</content>
public sealed partial class CrmDbContext
{
    /// <summary>Who has a say in purchases, for reading; they are changed through their deal.</summary>
    public DbSet<Stakeholder> Stakeholders => Set<Stakeholder>();

    /// <summary>How terms have changed in negotiations.</summary>
    public DbSet<NegotiationEntry> NegotiationEntries => Set<NegotiationEntry>();

    /// <summary>What customers need.</summary>
    public DbSet<Need> Needs => Set<Need>();

    /// <summary>What customers were given to read.</summary>
    public DbSet<SharedContent> SharedContents => Set<SharedContent>();

    /// <summary>What deals are worth to customers.</summary>
    public DbSet<Proposal> Proposals => Set<Proposal>();

    /// <summary>What customers have against deals.</summary>
    public DbSet<Objection> Objections => Set<Objection>();
}
