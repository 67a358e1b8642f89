using CrmGraph.Domain.Erp;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Connectors.Erp;

/// <summary>Puts together what every ERP is told of a deal.</summary>
internal static class ErpOrders
{
    private const int CodeDigits = 16;

    /// <summary>Reads a deal as an order.</summary>
    /// <returns>The order, and what keeps the deal from being one; null if there is no such deal.</returns>
    internal static async Task<(ErpOrder Order, IReadOnlyList<ErpProblem> Problems)?> ReadAsync(CrmDbContext db, OpportunityId id, CancellationToken cancellationToken)
    {
        if (await db.Opportunities.AsNoTracking().IgnoreAutoIncludes().SingleOrDefaultAsync(o => o.Id == id, cancellationToken) is not { } deal) return null;
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == deal.AccountId, cancellationToken);
        var contact = deal.PrimaryContactId is { } contactId ? await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == contactId, cancellationToken) : null;
        var quote = await db.Quotes.AsNoTracking().SingleOrDefaultAsync(q => q.OpportunityId == id && q.Status == QuoteStatus.Accepted, cancellationToken);
        var contract = await db.Set<Domain.Contracts.Contract>().Where(c => c.OpportunityId == id).Select(c => c.Number).SingleOrDefaultAsync(cancellationToken);
        var lines = quote is null ? [Whole(deal)] : Lines(quote);
        var customer = new ErpCustomer(CodeOf(account.Id.Value), account.Name, account.RegistrationNumber, account.Region, contact?.Name, contact?.Email, contact?.Phone);
        var order = new ErpOrder(ErpKey.Of(id), deal.Number, deal.Name, deal.ClosedOn ?? deal.CloseDate, customer, contract, lines, quote?.Total ?? deal.Amount);
        return (order, [.. Problems(deal, order)]);
    }

    private static IEnumerable<ErpProblem> Problems(Opportunity deal, ErpOrder order)
    {
        if (deal.Status != StageKind.Won) yield return new ErpProblem("NOT_WON", $"Opportunity {deal.Number} is not won; only won deals become orders.");
        if (order.Total.Amount <= 0) yield return new ErpProblem("NO_AMOUNT", $"Opportunity {deal.Number} comes to {order.Total}; an order needs more than 0.");
    }

    private static ErpOrderLine Whole(Opportunity deal) => new(deal.Name, null, 1m, deal.Amount.Amount, deal.Amount);

    // the discount of the whole quote is spread over the lines in proportion; what rounding leaves goes to the largest line
    private static IReadOnlyList<ErpOrderLine> Lines(Quote quote)
    {
        var written = quote.Lines.OrderBy(l => l.Position).ToList();
        var totals = written.ConvertAll(l => quote.Subtotal.Amount == 0 ? l.Total : Money.Rounded(l.Total.Amount * quote.Total.Amount / quote.Subtotal.Amount, l.Total.Currency));
        var left = quote.Total.Amount - totals.Sum(t => t.Amount);
        var largest = totals.IndexOf(totals.MaxBy(t => t.Amount));
        totals[largest] = new Money(totals[largest].Amount + left, totals[largest].Currency);
        return [.. written.Select((line, i) => new ErpOrderLine(line.Product, line.Sku, line.Quantity, totals[i].Amount / line.Quantity, totals[i]))];
    }

    // the end of a UUID of version 7 is random; its beginning is the time
    private static string CodeOf(Guid account) => $"CG{account.ToString("N")[^CodeDigits..].ToUpperInvariant()}";
}
