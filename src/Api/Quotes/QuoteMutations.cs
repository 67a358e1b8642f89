using CrmGraph.Api.Schema;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Security;
using CrmGraph.Persistence;
using CrmGraph.Persistence.Numbering;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Quotes;

/// <summary>Writes quotes; what becomes of them is in <see cref="QuoteStepMutations"/>.</summary>
internal static class QuoteMutations
{
    /// <summary>
    /// Writes a quote for an open opportunity. If it has one already, this is the next revision, with the same number; an older
    /// one that the customer has not answered is SUPERSEDED.
    /// </summary>
    /// <param name="input">What is offered.</param>
    [Needs(Resource.Quote, Access.Create)]
    public static async Task<Quote> CreateQuote(CreateQuoteInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // the number is taken in the transaction that uses it, and revisions are counted in it
        await using var transaction = await db.BeginAsync(cancellationToken);
        var deal = await db.Opportunities.VisibleTo(caller).FindAsync(o => o.Id == input.OpportunityId, "opportunityId", "opportunity", cancellationToken);
        caller.Require(Resource.Quote, Access.Create, deal.OwnerId, deal.TeamId);
        var content = new QuoteContent(QuoteLineInput.ToLines(input.Lines), input.DiscountPercent, input.ValidUntil);
        var earlier = await db.Quotes.Where(q => q.OpportunityId == deal.Id).OrderByDescending(q => q.Revision).ToListAsync(cancellationToken);
        var number = earlier.Count > 0 ? earlier[0].Number : await QuoteNumbers.NextAsync(db, now, cancellationToken);
        var quote = Quote.Draft(number, earlier.Count > 0 ? earlier[0].Revision + 1 : 1, deal, content, caller.UserId, now);
        foreach (var open in earlier.Where(q => q.IsOpen))
        {
            (await db.ApprovalOfAsync(open, cancellationToken))?.Cancel(now);
            open.Supersede(now);
        }

        db.Quotes.Add(quote);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return quote;
    }

    /// <summary>
    /// Changes a quote that has not been sent. If its approval was asked for or given, that is void and the quote is a DRAFT again. A
    /// quote that was sent is changed by a new revision: createQuote.
    /// </summary>
    /// <param name="input">The changes.</param>
    [Needs(Resource.Quote, Access.Change)]
    public static async Task<Quote> UpdateQuote(UpdateQuoteInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var transaction = await db.BeginAsync(cancellationToken);
        var (quote, deal) = await db.ChangeableQuoteAsync(caller, input.QuoteId, cancellationToken);
        quote.RequireVersion(input.Version);
        var content = new QuoteContent(
            input.Lines.HasValue ? QuoteLineInput.ToLines(input.Lines.Value) : Written(quote),
            input.DiscountPercent.Or(quote.DiscountPercent),
            input.ValidUntil.Or(quote.ValidUntil));
        quote.Rewrite(content, deal, await db.ApprovalOfAsync(quote, cancellationToken), time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return quote;
    }

    /// <summary>
    /// A quote that a mutation is to change, with its deal. Refuses with NOT_FOUND if the caller does not see it, and with FORBIDDEN if
    /// the caller may not change it. Call it inside the transaction.
    /// </summary>
    internal static async Task<(Quote Quote, Opportunity Deal)> ChangeableQuoteAsync(this CrmDbContext db, Caller caller, QuoteId id, CancellationToken cancellationToken)
    {
        var quote = await db.Quotes.VisibleTo(caller, db).FindAsync(q => q.Id == id, "quoteId", "quote", cancellationToken);
        var deal = await db.Opportunities.SingleAsync(o => o.Id == quote.OpportunityId, cancellationToken);
        caller.Require(Resource.Quote, Access.Change, deal.OwnerId, deal.TeamId);
        return (quote, deal);
    }

    private static NewQuoteLine[] Written(Quote quote) =>
        [.. quote.Lines.OrderBy(l => l.Position).Select(l => new NewQuoteLine(l.Product, l.Sku, l.Quantity, l.UnitPrice, l.DiscountPercent))];
}
