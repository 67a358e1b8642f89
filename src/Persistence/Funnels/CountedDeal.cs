using System.Linq.Expressions;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Shared;
using CrmGraph.Domain.Teams;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Persistence.Funnels;

/// <summary>What a recount reads of a deal.</summary>
internal sealed record CountedDeal(
    OpportunityId Id,
    PipelineId PipelineId,
    DateTimeOffset CreatedAt,
    DateTimeOffset StageEnteredAt,
    TeamId? TeamId,
    UserId OwnerId,
    LeadSourceId? SourceId,
    decimal Amount,
    string Currency,
    decimal Expected,
    StageKind Status,
    StageId StageId,
    StageId LastOpenStageId,
    CloseReasonId? ReasonId,
    StageId? FurthestStageId)
{
    internal static readonly Expression<Func<Opportunity, CountedDeal>> Columns = o => new CountedDeal(
        o.Id, o.PipelineId, o.CreatedAt, o.StageEnteredAt, o.TeamId, o.OwnerId, o.SourceId, o.Amount.Amount, o.Amount.Currency, o.ExpectedRevenue.Amount,
        o.Status, o.StageId, o.LastOpenStageId, o.CloseReasonId, EF.Property<StageId?>(o, FunnelColumns.FurthestStageId));

    /// <summary>What the deal counts, by its history.</summary>
    internal DealStanding Standing(IEnumerable<CountedChange> changes, FurthestStage furthest)
    {
        List<CountedChange> history = [.. changes];
        return new DealStanding
        {
            Place = new DealPlace(PipelineId, FunnelJournal.DayOf(CreatedAt), TeamId?.Value, OwnerId.Value, SourceId?.Value),
            Amount = new Money(Amount, Currency),
            Expected = Expected,
            Status = Status,
            StageId = StageId,
            LastOpenStageId = LastOpenStageId,
            ReasonId = ReasonId,
            FurthestStageId = furthest.Of(history.Select(c => c.ToStageId), LastOpenStageId),
            Cycle = StageEnteredAt - CreatedAt,
            Visits = [.. history.Where(c => c.FromStageId is not null && c.TimeInFrom is not null).Select(c => (c.FromStageId!.Value, c.TimeInFrom!.Value))],
        };
    }
}

/// <summary>What a recount reads of a stage change.</summary>
internal sealed record CountedChange(OpportunityId OpportunityId, int Sequence, StageId? FromStageId, StageId ToStageId, DateTimeOffset At, TimeSpan? TimeInFrom)
{
    internal static readonly Expression<Func<StageChange, CountedChange>> Columns = c => new CountedChange(
        c.OpportunityId, c.Sequence, c.FromStageId, c.ToStageId, c.At, c.TimeInFrom);
}
