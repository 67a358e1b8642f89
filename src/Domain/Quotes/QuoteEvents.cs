using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Quotes;

/// <summary>A quote has been submitted; it needs approval or, if not, may be sent at once.</summary>
public sealed record QuoteSubmitted(QuoteId QuoteId, OpportunityId OpportunityId, bool NeedsApproval, UserId By, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>The customer has agreed to a quote.</summary>
public sealed record QuoteAccepted(QuoteId QuoteId, OpportunityId OpportunityId, UserId By, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;
