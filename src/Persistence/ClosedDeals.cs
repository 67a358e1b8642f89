using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Reviews;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence;

/// <summary>What follows when a deal is won or lost.</summary>
public static class ClosedDeals
{
    /// <summary>
    /// Takes back the approvals that are waited for, and lets the one survey of the deal come into being. Call it between closing the
    /// deal and saving, so that all is saved at once.
    /// </summary>
    public static async Task FollowCloseAsync(this CrmDbContext db, Opportunity closed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pending = await db.Approvals
            .Where(a => a.OpportunityId == closed.Id && a.Status == ApprovalStatus.Pending)
            .ToListAsync(cancellationToken);
        foreach (var request in pending)
        {
            request.Cancel(now);
            if (request.QuoteId is { } quoteId) (await db.Quotes.SingleAsync(q => q.Id == quoteId, cancellationToken)).Follow(request, now);
        }

        if (!await db.Surveys.AnyAsync(s => s.OpportunityId == closed.Id, cancellationToken)) db.Surveys.Add(SatisfactionSurvey.Of(closed, now));
    }
}
