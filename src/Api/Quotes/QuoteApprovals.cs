using CrmGraph.Api.Hosting;
using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Quotes;

/// <summary>Which approval a quote or deal has, and which one it needs.</summary>
internal static class QuoteApprovals
{
    /// <summary>The approval that was asked for; null if none was.</summary>
    internal static async Task<ApprovalRequest?> ApprovalOfAsync(this CrmDbContext db, Quote quote, CancellationToken cancellationToken) =>
        quote.ApprovalId is { } id ? await db.Approvals.SingleAsync(a => a.Id == id, cancellationToken) : null;

    /// <summary>Who has to approve a quote by the policies in force; null for nobody.</summary>
    internal static async Task<ApprovalNeed?> ApprovalNeedAsync(
        this CrmDbContext db, Quote quote, OrganisationOptions organisation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var policies = await db.ApprovalPolicies.AsNoTracking().Where(p => p.IsActive).ToListAsync(cancellationToken);
        var rates = await db.RatesOnAsync(organisation.Currency, now.Today(), cancellationToken);
        return ApprovalPolicy.For(policies, quote, rates, now.Today());
    }

    /// <summary>Who has to agree that a deal goes on.</summary>
    internal static async Task<ApprovalNeed> ApprovalNeedAsync(
        this CrmDbContext db, Opportunity deal, Role ownerRole, string reason, OrganisationOptions organisation, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var policies = await db.ApprovalPolicies.AsNoTracking().Where(p => p.IsActive).ToListAsync(cancellationToken);
        var rates = await db.RatesOnAsync(organisation.Currency, now.Today(), cancellationToken);
        return ApprovalPolicy.For(policies, deal, ownerRole, reason, rates, now.Today());
    }
}
