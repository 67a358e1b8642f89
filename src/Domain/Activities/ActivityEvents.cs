using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Activities;

/// <summary>An activity has been entered.</summary>
public sealed record ActivityLogged(ActivityId ActivityId, ActivityKind Kind, OpportunityId? OpportunityId, LeadId? LeadId, AccountId? AccountId, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>A planned activity has been done.</summary>
public sealed record ActivityCompleted(ActivityId ActivityId, ActivityKind Kind, OpportunityId? OpportunityId, LeadId? LeadId, AccountId? AccountId, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>Details, times or participants of an activity have changed.</summary>
public sealed record ActivityUpdated(ActivityId ActivityId, ActivityKind Kind, OpportunityId? OpportunityId, LeadId? LeadId, AccountId? AccountId, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;
