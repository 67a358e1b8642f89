using CrmGraph.Api.Hosting;
using CrmGraph.Api.Schema;
using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Quotes;

/// <summary>What becomes of quotes: submitted, sent, answered.</summary>
internal static class QuoteStepMutations
{
    /// <summary>
    /// Submits a DRAFT. If a policy applies, it waits as PENDING_APPROVAL for those who have to approve it; if none does, it is APPROVED
    /// at once.
    /// </summary>
    /// <param name="input">The quote.</param>
    [Needs(Resource.Quote, Access.Change)]
    public static async Task<Quote> SubmitQuote(
        SubmitQuoteInput input, Caller caller, CrmDbContext db, OrganisationOptions organisation, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var (quote, deal) = await db.ChangeableQuoteAsync(caller, input.QuoteId, cancellationToken);
        var need = quote.Status == QuoteStatus.Draft ? await db.ApprovalNeedAsync(quote, organisation, now, cancellationToken) : null;
        if (quote.Submit(deal, need, caller.UserId, now) is { } request) db.Approvals.Add(request);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return quote;
    }

    /// <summary>Notes that a quote has gone to the customer. It has to be APPROVED, or a DRAFT that nobody has to approve.</summary>
    /// <param name="input">The quote and the day.</param>
    [Needs(Resource.Quote, Access.Change)]
    public static async Task<Quote> SendQuote(
        SendQuoteInput input, Caller caller, CrmDbContext db, OrganisationOptions organisation, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var (quote, deal) = await db.ChangeableQuoteAsync(caller, input.QuoteId, cancellationToken);
        var approval = await db.ApprovalOfAsync(quote, cancellationToken);
        if (quote.Status == QuoteStatus.Draft && await db.ApprovalNeedAsync(quote, organisation, now, cancellationToken) is { } need)
            approval = ApprovalRequest.Ask(deal, quote.Id, need, caller.UserId, now);
        quote.Send(deal, approval, input.SentOn, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return quote;
    }

    /// <summary>Notes the customer's answer to a SENT quote. An accepted quote gives the opportunity its amount.</summary>
    /// <param name="input">The quote and the answer.</param>
    [Needs(Resource.Quote, Access.Change)]
    public static async Task<Quote> RespondToQuote(RespondToQuoteInput input, Caller caller, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.BeginAsync(cancellationToken);
        var (quote, deal) = await db.ChangeableQuoteAsync(caller, input.QuoteId, cancellationToken);
        switch (input.Response)
        {
            case QuoteStatus.Accepted:
                await GiveWayAsync(db, quote, now, cancellationToken);
                quote.Accept(deal, input.RespondedOn, input.Comment, caller.UserId, now);
                break;
            case QuoteStatus.Declined:
                quote.Decline(deal, input.RespondedOn, input.Comment, now);
                break;
            default:
                throw Guard.Invalid("response", "The customer's response is ACCEPTED or DECLINED.");
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return quote;
    }

    // There is one accepted quote per deal, and the database holds to that at every step: the earlier one gives way before the newer one is accepted.
    private static async Task GiveWayAsync(CrmDbContext db, Quote accepting, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var accepted = await db.Quotes.SingleOrDefaultAsync(
            q => q.OpportunityId == accepting.OpportunityId && q.Status == QuoteStatus.Accepted && q.Id != accepting.Id, cancellationToken);
        if (accepted is null) return;
        accepted.Supersede(now);
        await db.SaveChangesAsync(cancellationToken);
    }
}
