using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Contracts;

/// <summary>A contract has been signed.</summary>
public sealed record ContractSigned(ContractId ContractId, OpportunityId OpportunityId, Money Value, DateOnly SignedOn, UserId By, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>Money has come in for an instalment: a user recorded it, or it was read from the ERP of a connector.</summary>
public sealed record PaymentReceived(ContractId ContractId, InstalmentId InstalmentId, OpportunityId OpportunityId, Money Amount, DateOnly PaidOn, UserId? By, string? Connector, UserId OwnerId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;
