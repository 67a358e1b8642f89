using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Pipelines.Gates;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Pipelines;

/// <summary>What is known of a deal that may move.</summary>
/// <param name="StageId">The stage that it is in.</param>
/// <param name="PipelineId">Its pipeline.</param>
/// <param name="Facts">All that decides whether it may move.</param>
public sealed record GatedDeal(StageId StageId, PipelineId PipelineId, DealFacts Facts);

/// <summary>Reads what gates judge by, of many deals at once: the preview and the move read the same.</summary>
public static class DealFactsReading
{
    /// <summary>The facts of deals. The number of statements does not depend on the number of deals.</summary>
    /// <param name="db">The database.</param>
    /// <param name="ids">The deals; the caller must see them.</param>
    /// <param name="caller">Who would move them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyDictionary<OpportunityId, GatedDeal>> ReadFactsAsync(
        this CrmDbContext db, IReadOnlyCollection<OpportunityId> ids, Caller caller, CancellationToken cancellationToken)
    {
        var activities = await DoneInStageAsync(db, ids, cancellationToken);
        var stakeholders = await StakeholdersAsync(db, ids, cancellationToken);
        var money = await db.MoneyFactsAsync(ids, cancellationToken);
        var rows = await (
            from deal in db.Opportunities.AsNoTracking()
            join account in db.Accounts on deal.AccountId equals account.Id
            join owner in db.Users on deal.OwnerId equals owner.Id
            where ids.Contains(deal.Id)
            select new
            {
                deal.Id,
                deal.StageId,
                deal.PipelineId,
                deal.OwnerId,
                deal.TeamId,
                deal.Amount,
                deal.ExpectedRevenue,
                deal.Probability,
                deal.CloseDate,
                deal.NextStep,
                deal.LastActivityAt,
                deal.PrimaryContactId,
                deal.SourceId,
                deal.Competitors,
                deal.Qualification,
                account.Industry,
                account.Region,
                account.Website,
                account.RegistrationNumber,
                account.Employees,
                OwnerRole = owner.Role,
            }).ToListAsync(cancellationToken);
        return rows.ToDictionary(d => d.Id, d => new GatedDeal(d.StageId, d.PipelineId, new DealFacts
        {
            Amount = d.Amount,
            ExpectedRevenue = d.ExpectedRevenue,
            Probability = d.Probability,
            CloseDate = d.CloseDate,
            NextStep = d.NextStep,
            LastActivityAt = d.LastActivityAt,
            HasPrimaryContact = d.PrimaryContactId is not null,
            HasSource = d.SourceId is not null,
            Competitors = d.Competitors,
            IsQualified = d.Qualification?.IsQualified,
            AccountIndustry = d.Industry,
            AccountRegion = d.Region,
            AccountWebsite = d.Website,
            AccountRegistrationNumber = d.RegistrationNumber,
            AccountEmployees = d.Employees,
            DoneInStage = [.. activities[d.Id]],
            Stakeholders = [.. stakeholders[d.Id]],
            HasAcceptedQuote = money[d.Id].HasAcceptedQuote,
            IsApprovalPending = money[d.Id].IsApprovalPending,
            IsApproved = money[d.Id].IsApproved,
            ApproverRole = money[d.Id].WaitingFor,
            CallerRole = caller.Role,
            Forbidden = Forbidden(caller, d.OwnerId, d.TeamId),
            OwnerRole = d.OwnerRole,
        }));
    }

    // afresh on every visit: what was done on an earlier one does not count
    private static async Task<ILookup<OpportunityId, ActivityKind>> DoneInStageAsync(CrmDbContext db, IReadOnlyCollection<OpportunityId> ids, CancellationToken cancellationToken)
    {
        var done = await (
            from activity in db.Activities
            join deal in db.Opportunities on activity.OpportunityId equals deal.Id
            where ids.Contains(deal.Id) && activity.CompletedAt >= deal.StageEnteredAt
            select new { deal.Id, activity.Kind }).Distinct().ToListAsync(cancellationToken);
        return done.ToLookup(a => a.Id, a => a.Kind);
    }

    private static async Task<ILookup<OpportunityId, StakeholderRole>> StakeholdersAsync(CrmDbContext db, IReadOnlyCollection<OpportunityId> ids, CancellationToken cancellationToken)
    {
        var roles = await db.Stakeholders
            .Where(s => ids.Contains(s.OpportunityId))
            .Select(s => new { s.OpportunityId, s.Role })
            .Distinct().ToListAsync(cancellationToken);
        return roles.ToLookup(s => s.OpportunityId, s => s.Role);
    }

    private static BlockerCode? Forbidden(Caller caller, UserId ownerId, TeamId? teamId)
    {
        if (!caller.May(Resource.Opportunity, Access.Change)) return BlockerCode.Role;
        return caller.Reaches(Resource.Opportunity, Access.Change, ownerId, teamId) ? null : BlockerCode.NotOwner;
    }
}
