using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

/// <summary>What gates ask about the quotes and approvals of a deal.</summary>
/// <param name="HasAcceptedQuote">Whether the customer has accepted a quote.</param>
/// <param name="IsApprovalPending">Whether a decision about the deal or one of its current quotes is waited for.</param>
/// <param name="IsApproved">
/// Whether nothing is waited for and the latest decision about the deal or one of its current quotes was APPROVED. A current quote
/// that may be sent without anybody's approval counts as approved, unless something was rejected.
/// </param>
/// <param name="WaitingFor">Whose decision is waited for.</param>
public sealed record MoneyFacts(bool HasAcceptedQuote, bool IsApprovalPending, bool IsApproved, Role? WaitingFor = null)
{
    /// <summary>Those of a deal without quotes and approvals.</summary>
    public static MoneyFacts None { get; } = new(false, false, false);
}

/// <summary>Reads them for many deals at once.</summary>
public static class MoneyFactsQueries
{
    /// <summary>The facts of deals, in two statements; a deal that is missing has <see cref="MoneyFacts.None"/>.</summary>
    public static async Task<Dictionary<OpportunityId, MoneyFacts>> MoneyFactsAsync(
        this CrmDbContext db, IReadOnlyCollection<OpportunityId> opportunityIds, CancellationToken cancellationToken)
    {
        var quotes = await db.Quotes
            .Where(q => opportunityIds.Contains(q.OpportunityId) && q.Status != QuoteStatus.Superseded)
            .Select(q => new { q.OpportunityId, q.Id, q.Status })
            .ToListAsync(cancellationToken);
        var requests = await db.Approvals
            .Where(a => opportunityIds.Contains(a.OpportunityId) && a.Status != ApprovalStatus.Cancelled)
            .OrderBy(a => a.RequestedAt)
            .ThenBy(a => a.Id)
            .Select(a => new { a.OpportunityId, a.QuoteId, a.Status, a.WaitingFor })
            .ToListAsync(cancellationToken);
        var (quotesOf, requestsOf) = (quotes.ToLookup(q => q.OpportunityId), requests.ToLookup(a => a.OpportunityId));
        return opportunityIds.Distinct().ToDictionary(id => id, id =>
        {
            var current = quotesOf[id].Select(q => q.Id).ToHashSet();
            var asked = requestsOf[id].Where(a => a.QuoteId is null || current.Contains(a.QuoteId.Value)).ToList();
            var pending = asked.FindLast(a => a.Status == ApprovalStatus.Pending);
            var passes = quotesOf[id].Any(q => q.Status is QuoteStatus.Approved or QuoteStatus.Sent or QuoteStatus.Accepted);
            var approved = asked.Count > 0 ? asked[^1].Status == ApprovalStatus.Approved : passes;
            return new MoneyFacts(quotesOf[id].Any(q => q.Status == QuoteStatus.Accepted), pending is not null, approved && pending is null, pending?.WaitingFor);
        });
    }
}
