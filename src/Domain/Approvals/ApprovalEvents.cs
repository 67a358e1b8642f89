using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Quotes;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Approvals;

/// <summary>An approval has been asked for.</summary>
public sealed record ApprovalRequested(ApprovalRequestId ApprovalId, OpportunityId OpportunityId, QuoteId? QuoteId, UserId By, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>A request has been approved by all, or rejected by one, of those who had to decide.</summary>
public sealed record ApprovalDecided(ApprovalRequestId ApprovalId, OpportunityId OpportunityId, QuoteId? QuoteId, ApprovalStatus Decision, UserId By, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;
