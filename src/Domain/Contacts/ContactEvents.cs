using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Contacts;

/// <summary>A contact has been created.</summary>
public sealed record ContactCreated(ContactId ContactId, AccountId? AccountId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;

/// <summary>Details of a contact have changed.</summary>
public sealed record ContactUpdated(ContactId ContactId, AccountId? AccountId, TeamId? TeamId, DateTimeOffset At) : IDomainEvent;
