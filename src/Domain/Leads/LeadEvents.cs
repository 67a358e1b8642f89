using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Qualifications;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Leads;

/// <summary>A lead has been created.</summary>
public sealed record LeadCreated(LeadId LeadId, LeadSourceId SourceId, UserId? OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>Details of a lead have changed.</summary>
public sealed record LeadUpdated(LeadId LeadId, UserId? OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>A lead has been given to a user, or waits in a team (no owner).</summary>
public sealed record LeadAssigned(LeadId LeadId, UserId? PreviousOwnerId, UserId? OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>A lead has come further, or has been given up.</summary>
public sealed record LeadStatusChanged(LeadId LeadId, LeadStatus From, LeadStatus To, UserId? OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>All criteria of a framework have been affirmed of a lead, for the first time; it follows its <see cref="LeadStatusChanged"/>.</summary>
public sealed record LeadQualified(LeadId LeadId, QualificationFramework Framework, UserId By, UserId? OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>An opportunity has been made of a lead; it follows its <see cref="LeadStatusChanged"/>.</summary>
public sealed record LeadConverted(LeadId LeadId, OpportunityId OpportunityId, AccountId AccountId, UserId By, UserId? OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>Leads have been merged into one that lives on.</summary>
public sealed record LeadsMerged(LeadId SurvivorId, IReadOnlyList<LeadId> MergedIds, UserId By, UserId? OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>Leads that had been merged are parted again.</summary>
public sealed record LeadsParted(LeadId SurvivorId, IReadOnlyList<LeadId> PartedIds, UserId By, UserId? OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>Score or grade of a lead have changed.</summary>
public sealed record LeadScored(LeadId LeadId, int PreviousScore, int Score, LeadGrade Grade, UserId? OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>The score of a lead has reached the threshold from below.</summary>
public sealed record LeadBecameSalesReady(LeadId LeadId, int Score, UserId? OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;
