using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Opportunities;

/// <summary>An opportunity has been created; this is no stage change.</summary>
public sealed record OpportunityCreated(OpportunityId OpportunityId, PipelineId PipelineId, StageId StageId, UserId OwnerId, TeamId? TeamId, UserId By, DateTimeOffset At) : IDomainEvent;

/// <summary>Name, amount, close date, next step or primary contact of an opportunity has changed.</summary>
public sealed record OpportunityUpdated(OpportunityId OpportunityId, PipelineId PipelineId, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>An opportunity has moved to another stage; winning, losing and reopening are such moves too. Owner and team are those at that time.</summary>
public sealed record StageChanged(OpportunityId OpportunityId, PipelineId PipelineId, StageId From, StageId To, UserId By, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>An opportunity has been won; it follows its <see cref="StageChanged"/>.</summary>
public sealed record OpportunityWon(OpportunityId OpportunityId, PipelineId PipelineId, CloseReasonId ReasonId, DateOnly ClosedOn, UserId By, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>An opportunity has been lost; it follows its <see cref="StageChanged"/>.</summary>
public sealed record OpportunityLost(OpportunityId OpportunityId, PipelineId PipelineId, CloseReasonId ReasonId, DateOnly ClosedOn, UserId By, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>An opportunity has been given to another user.</summary>
public sealed record OpportunityAssigned(OpportunityId OpportunityId, PipelineId PipelineId, UserId PreviousOwnerId, UserId OwnerId, TeamId? TeamId, UserId By, DateTimeOffset At) : IDomainEvent;
