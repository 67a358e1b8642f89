using CrmGraph.Api.Reports;
using CrmGraph.Connectors.Erp;
using CrmGraph.Domain.Contracts;
using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Errors;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Erp;

/// <summary>Compares the deals of a period with one ERP, which is asked anew.</summary>
internal sealed class ErpComparison(CrmDbContext db, ErpSystem system)
{
    private const int MostDeals = 1_000;
    private const int Batch = 100;
    private const int Parallelism = 4;

    internal async Task<ErpReconciliation> RunAsync(PeriodInput period, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (from, to) = (period.From, period.To);
        var deals = await db.Opportunities.AsNoTracking()
            .Where(o => o.Status == StageKind.Won && o.ClosedOn >= from && o.ClosedOn < to)
            .OrderBy(o => o.ClosedOn).ThenBy(o => o.Id)
            .Take(MostDeals + 1)
            .ToListAsync(cancellationToken);
        if (deals.Count > MostDeals) throw new GraphQLException(ErrorCodes.BadUserInput, $"More than {MostDeals} deals were won in that period; choose a shorter one.");
        var ids = deals.ConvertAll(o => o.Id);
        var key = system.Key;
        var syncs = await db.ErpSyncs.AsNoTracking().Where(s => s.Connector == key && ids.Contains(s.OpportunityId)).ToDictionaryAsync(s => s.OpportunityId, cancellationToken);
        var quotes = await db.Quotes.AsNoTracking().Where(q => q.Status == QuoteStatus.Accepted && ids.Contains(q.OpportunityId)).ToDictionaryAsync(q => q.OpportunityId, q => q.Total, cancellationToken);
        var contracts = await db.Contracts.AsNoTracking().Where(c => ids.Contains(c.OpportunityId)).ToDictionaryAsync(c => c.OpportunityId, cancellationToken);
        var orders = await OrdersAsync(ids, cancellationToken);
        var invoices = await InvoicesAsync([.. contracts.Keys], cancellationToken);

        var won = deals.ToDictionary(o => o.Id, o => quotes.GetValueOrDefault(o.Id, o.Amount));
        var differences = deals.SelectMany(o => Orders(o, syncs.GetValueOrDefault(o.Id), orders[o.Id], won[o.Id])
            .Concat(Payments(o, syncs.GetValueOrDefault(o.Id), contracts.GetValueOrDefault(o.Id), invoices))).ToList();
        return new ErpReconciliation(key, now, deals.Count, Totals([.. won.Values], orders), differences);
    }

    private static List<ErpTotal> Totals(IReadOnlyCollection<Money> won, Dictionary<OpportunityId, IReadOnlyList<ErpDocument>?> orders)
    {
        // who does not say what an order comes to cannot be added up
        var isTold = orders.Values.All(o => o is not null && o.All(d => d.Net is not null));
        var ordered = orders.Values.SelectMany(o => o ?? []).Select(d => d.Net).OfType<Money>().ToLookup(m => m.Currency, m => m.Amount);
        var here = won.ToLookup(m => m.Currency, m => m.Amount);
        return [.. here.Select(g => g.Key).Union(ordered.Select(g => g.Key)).Order(StringComparer.Ordinal).Select(currency =>
        {
            var sum = new Money(here[currency].Sum(), currency);
            Money? there = isTold ? new Money(ordered[currency].Sum(), currency) : null;
            return new ErpTotal(currency, sum, there, there - sum);
        })];
    }

    private static IEnumerable<ErpDifference> Orders(Opportunity deal, ErpSync? sync, IReadOnlyList<ErpDocument>? found, Money won)
    {
        if (found is null)
        {
            if (sync?.Status != ErpSyncStatus.Synced) yield return NotThere(deal, sync, won);
            yield break;
        }
        if (found.Count == 0)
        {
            yield return sync?.Status == ErpSyncStatus.Synced
                ? new(ErpDifferenceKind.GoneFromErp, deal, sync, $"The order {sync.ExternalNumber ?? sync.ExternalId} of {deal.Number} is cancelled or gone in the ERP.", won, null)
                : NotThere(deal, sync, won);
            yield break;
        }
        var order = found.FirstOrDefault(d => d.IsConfirmed) ?? found[0];
        if (found.Count > 1)
            yield return new(ErpDifferenceKind.DuplicateInErp, deal, sync, $"The ERP has {found.Count} orders of {deal.Number}: {string.Join(", ", found.Select(d => d.Number ?? d.Id))}; cancel all but one there.", null, null);
        if (!order.IsConfirmed)
            yield return new(ErpDifferenceKind.NotConfirmed, deal, sync, $"The order {order.Number ?? order.Id} of {deal.Number} is not confirmed in the ERP ({order.State}).", won, order.Net);
        if (order.Net is { } net && net != won)
            yield return new(ErpDifferenceKind.TotalDiffers, deal, sync, $"The order {order.Number ?? order.Id} comes to {net} in the ERP, and {deal.Number} to {won}.", won, net);
    }

    private static IEnumerable<ErpDifference> Payments(Opportunity deal, ErpSync? sync, Contract? contract, IReadOnlyDictionary<string, IReadOnlyList<ErpInvoiceReading>>? invoices)
    {
        if (contract is null || invoices is null) yield break;
        var (recorded, read) = (contract.Value - contract.Outstanding, invoices.GetValueOrDefault(ErpKey.Of(deal.Id), []));
        if (contract.ReceivedBy(read, out var problem) is not { } received)
            yield return new(ErpDifferenceKind.PaymentsNotBooked, deal, sync, problem ?? "", recorded, null);
        else if (recorded.Amount > received.Amount)
            yield return new(ErpDifferenceKind.PaymentsAboveErp, deal, sync, $"{recorded} are recorded as paid for {deal.Number}, and the ERP has {received}.", recorded, received);
    }

    private static ErpDifference NotThere(Opportunity deal, ErpSync? sync, Money won) => new(
        ErpDifferenceKind.NotInErp,
        deal,
        sync,
        sync is null ? $"{deal.Number} is not in the ledger; it was won before the ERP was connected." : $"{deal.Number} is not in the ERP: {sync.Status.ApiName()}{(sync.LastError is { } error ? $", {error}" : "")}",
        won,
        null);

    private async Task<Dictionary<OpportunityId, IReadOnlyList<ErpDocument>?>> OrdersAsync(List<OpportunityId> deals, CancellationToken cancellationToken)
    {
        var found = new IReadOnlyList<ErpDocument>?[deals.Count];
        await Parallel.ForAsync(
            0, deals.Count, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (i, stop) => found[i] = await system.Connector.LookUpAsync(ErpKey.Of(deals[i]), stop));
        return Enumerable.Range(0, deals.Count).ToDictionary(i => deals[i], i => found[i]);
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<ErpInvoiceReading>>?> InvoicesAsync(IReadOnlyCollection<OpportunityId> deals, CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, IReadOnlyList<ErpInvoiceReading>>();
        foreach (var some in deals.Select(ErpKey.Of).Chunk(Batch))
        {
            if (await system.Connector.ReadInvoicesAsync(some, cancellationToken) is not { } read) return null;
            foreach (var (key, invoices) in read) all[key] = invoices;
        }
        return all;
    }
}
