using System.Globalization;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Reports;

/// <summary>All that an oracle needs to know: the deals that a caller sees with their histories, and what they refer to.</summary>
internal sealed class FunnelMarket
{
    internal required Pipeline Pipeline { get; init; }

    internal required IReadOnlyList<Opportunity> Deals { get; init; }

    internal required IReadOnlyDictionary<AccountId, Account> Accounts { get; init; }

    internal required IReadOnlyDictionary<LeadSourceId, string> SourceKeys { get; init; }

    internal required IReadOnlyDictionary<CloseReasonId, string> ReasonKeys { get; init; }

    internal required string Renewal { get; init; }

    internal string Id => NodeId.Encode("Pipeline", Pipeline.Id.Value);

    internal static async Task<FunnelMarket> ReadAsync(CrmDbContext db, Caller caller, PipelineId? pipelineId = null)
    {
        var pipelines = await db.Pipelines.AsNoTracking().ToListAsync();
        var pipeline = pipelines.Single(p => pipelineId is null ? p.IsDefault : p.Id == pipelineId);
        return new FunnelMarket
        {
            Pipeline = pipeline,
            Renewal = NodeId.Encode("Pipeline", pipelines.First(p => p.Name == "续约").Id.Value),
            Deals = [.. (await db.Opportunities.AsNoTracking().VisibleTo(caller).ToListAsync()).Where(o => o.PipelineId == pipeline.Id)],
            Accounts = await db.Accounts.AsNoTracking().ToDictionaryAsync(a => a.Id),
            SourceKeys = await db.LeadSources.AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Key),
            ReasonKeys = await db.CloseReasons.AsNoTracking().ToDictionaryAsync(r => r.Id, r => r.Key),
        };
    }

    internal FunnelOracle Oracle(IEnumerable<Opportunity> cohort, DateTimeOffset asOf, string? currency = null) => new(Pipeline, cohort, asOf, currency) { ReasonKeys = ReasonKeys };

    /// <summary>The deals by the key of their group.</summary>
    internal IEnumerable<IGrouping<string, Opportunity>> Groups(IEnumerable<Opportunity> deals, string grouping) => deals.GroupBy(o => grouping switch
    {
        "OWNER" => NodeId.Encode("User", o.OwnerId.Value),
        "TEAM" => o.TeamId is { } team ? NodeId.Encode("Team", team.Value) : "",
        "SOURCE" => o.SourceId is { } source ? SourceKeys[source] : "",
        "INDUSTRY" => Accounts[o.AccountId].Industry ?? "",
        "REGION" => Accounts[o.AccountId].Region ?? "",
        "MONTH" => o.CreatedAt.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(grouping), grouping, null),
    });
}
