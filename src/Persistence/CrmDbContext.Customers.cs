using CrmGraph.Domain.Duplicates;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Leads.Conversion;
using CrmGraph.Persistence.Duplicates;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

/// <content>How customers are told apart, merged and won from leads.</content>
public sealed partial class CrmDbContext
{
    /// <summary>What happens to records that probably exist already; a kind that has none goes by its default.</summary>
    public DbSet<DuplicatePolicy> DuplicatePolicies => Set<DuplicatePolicy>();

    /// <summary>Merges of leads, undone ones too.</summary>
    public DbSet<LeadMerge> LeadMerges => Set<LeadMerge>();

    /// <summary>What leads need before they are converted: one row at most.</summary>
    public DbSet<ConversionPolicy> ConversionPolicies => Set<ConversionPolicy>();

    internal DbSet<MatchKeyRow> MatchKeys => Set<MatchKeyRow>();
}
