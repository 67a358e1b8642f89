using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Accounts;

/// <summary>An account has been created.</summary>
public sealed record AccountCreated(AccountId AccountId, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>Details of an account have changed.</summary>
public sealed record AccountUpdated(AccountId AccountId, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;
