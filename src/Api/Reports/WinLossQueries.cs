using CrmGraph.Api.Hosting;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Reports;

/// <summary>Why deals are won and lost.</summary>
[QueryType]
internal static class WinLossQueries
{
    internal static SchemaBuilder AddWinLoss(this SchemaBuilder schema) => schema
        .AddObjectType<WinLossAnalysisType>()
        .AddObjectType<CompetitorRecordType>()
        .AddQueryType(typeof(WinLossQueries));

    /// <summary>How the opportunities that were closed in a period ended, for what reasons and against whom. Reopened ones are not closed.</summary>
    /// <param name="period">The days on which they were closed.</param>
    /// <param name="pipelineId">The pipeline; all if absent.</param>
    public static async Task<WinLossAnalysis> GetWinLossAnalysis(
        PeriodInput period, PipelineId? pipelineId, Caller caller, CrmDbContext db, OrganisationOptions organisation, TimeProvider time, CancellationToken cancellationToken)
    {
        period.Check();
        var closed = db.Opportunities.AsNoTracking().VisibleTo(caller).ClosedIn(period);
        if (pipelineId is { } pipeline) closed = closed.Where(o => o.PipelineId == pipeline);
        var deals = await closed
            .Select(o => new ClosedDeal(o.Status, o.CloseReasonId, o.Amount.Amount, o.Amount.Currency, o.Competitor, o.Competitors))
            .ToListAsync(cancellationToken);
        var money = await ReportMoney.OfAsync(db, organisation, time.GetUtcNow(), deals.Select(d => (d.Currency, 1L)), cancellationToken);
        var (won, lost) = (deals.Count(d => d.Status == StageKind.Won), deals.Count(d => d.Status == StageKind.Lost));
        return new WinLossAnalysis { Won = won, Lost = lost, WinRate = Rate(won, lost), Reasons = Reasons(deals, money), Competitors = Competitors(deals) };
    }

    /// <summary>The opportunities that are won or lost, and were so on a day of a period.</summary>
    internal static IQueryable<Opportunity> ClosedIn(this IQueryable<Opportunity> opportunities, PeriodInput period)
    {
        var (from, to) = (period.From, period.To);
        return opportunities.Where(o => o.ClosedOn >= from && o.ClosedOn < to && o.Status != StageKind.Open);
    }

    /// <summary>won ÷ (won + lost); null if there is neither.</summary>
    internal static double? Rate(int won, int lost) => won + lost == 0 ? null : (double)won / (won + lost);

    private static IReadOnlyList<LossReasonCount> Reasons(List<ClosedDeal> deals, ReportMoney money) =>
    [
        .. deals
            .Where(d => d.Status == StageKind.Lost && d.ReasonId is not null)
            .GroupBy(d => d.ReasonId!.Value)
            .Select(g => new LossReasonCount { ReasonId = g.Key, Count = g.Count(), Amount = money.Sum(g.Select(d => (d.Currency, d.Amount))) })
            .OrderByDescending(r => r.Count)
            .ThenByDescending(r => r.Amount.Amount)
            .ThenBy(r => r.ReasonId),
    ];

    private static IReadOnlyList<CompetitorRecord> Competitors(List<ClosedDeal> deals)
    {
        var won = deals.Where(d => d.Status == StageKind.Won).SelectMany(d => d.Competitors.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (Name: name, IsWon: true)));
        var lost = deals.Where(d => d is { Status: StageKind.Lost, Competitor: not null }).Select(d => (Name: d.Competitor!, IsWon: false));
        return
        [
            .. won.Concat(lost)
                .GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
                .Select(g => (Name: Usual(g.Select(c => c.Name)), Won: g.Count(c => c.IsWon), Lost: g.Count(c => !c.IsWon)))
                .OrderByDescending(c => c.Lost).ThenByDescending(c => c.Won).ThenBy(c => c.Name, StringComparer.Ordinal)
                .Select(c => new CompetitorRecord { Name = c.Name, Won = c.Won, Lost = c.Lost, WinRate = Rate(c.Won, c.Lost) }),
        ];
    }

    private static string Usual(IEnumerable<string> names) =>
        names.GroupBy(n => n, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;

    private sealed record ClosedDeal(StageKind Status, CloseReasonId? ReasonId, decimal Amount, string Currency, string? Competitor, IReadOnlyList<string> Competitors);
}
