using CrmGraph.Api.Schema;
using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Opportunities;

/// <summary>A deal that may be won.</summary>
/// <param name="Name">What is to be sold; at most 200 characters.</param>
/// <param name="AccountId">The customer.</param>
/// <param name="PipelineId">The pipeline that the deal goes through; the default one if absent.</param>
/// <param name="StageKey">The key of the open stage that it starts in; the first one if absent.</param>
/// <param name="Amount">What the deal is worth; not negative.</param>
/// <param name="CloseDate">When the deal is expected to close.</param>
/// <param name="OwnerId">The user who works on the deal; the caller if absent.</param>
/// <param name="Source">The key of the lead source that the deal comes from.</param>
internal sealed record CreateOpportunityInput(
    string Name, AccountId AccountId, PipelineId? PipelineId, string? StageKey, MoneyInput Amount, DateOnly CloseDate, UserId? OwnerId, string? Source);

/// <summary>Changes to an opportunity; what is left out stays as it is.</summary>
/// <param name="Id">The opportunity.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
/// <param name="Name">What is to be sold; at most 200 characters.</param>
/// <param name="Amount">What the deal is worth; not negative. That of a closed deal cannot be changed.</param>
/// <param name="CloseDate">When the deal is expected to close. That of a closed deal cannot be changed.</param>
/// <param name="NextStep">What is to be done next, in words; null clears it.</param>
/// <param name="PrimaryContactId">The person to talk to, a contact at the account; null clears it.</param>
/// <param name="Source">The key of the lead source that the deal comes from; null clears it.</param>
/// <param name="Competitors">All who are after the deal, by name; at most 20.</param>
internal sealed record UpdateOpportunityInput(
    OpportunityId Id,
    int? Version,
    Optional<string> Name,
    Optional<MoneyInput> Amount,
    Optional<DateOnly> CloseDate,
    Optional<string?> NextStep,
    Optional<ContactId?> PrimaryContactId,
    Optional<string?> Source,
    Optional<IReadOnlyList<string>> Competitors);

/// <summary>A move to another open stage.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="StageId">An open stage of its pipeline. WON and LOST are reached by winOpportunity and loseOpportunity.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
/// <param name="Comment">What to note in the stage history.</param>
internal sealed record MoveOpportunityInput(OpportunityId OpportunityId, StageId StageId, int? Version, string? Comment);

/// <summary>The end of a deal that the customer has signed.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="Reason">The key of a close reason that applies to WON.</param>
/// <param name="ClosedOn">The day of the signature, not in the future; today (UTC) if absent.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
internal sealed record WinOpportunityInput(OpportunityId OpportunityId, string Reason, DateOnly? ClosedOn, int? Version);

/// <summary>The end of a deal that the customer has refused.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="Reason">The key of a close reason that applies to LOST.</param>
/// <param name="Competitor">Who won the deal instead, if that is known.</param>
/// <param name="ClosedOn">The day of the loss, not in the future; today (UTC) if absent.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
internal sealed record LoseOpportunityInput(OpportunityId OpportunityId, string Reason, string? Competitor, DateOnly? ClosedOn, int? Version);

/// <summary>A closed deal that goes on.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="StageId">The open stage of its pipeline that it goes on in.</param>
/// <param name="Reason">Why, in words; kept in the stage history.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
internal sealed record ReopenOpportunityInput(OpportunityId OpportunityId, StageId StageId, string Reason, int? Version);

/// <summary>A deal that another user is to work on.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="OwnerId">The user; sales reps and managers choose one of their teams.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
internal sealed record AssignOpportunityInput(OpportunityId OpportunityId, UserId OwnerId, int? Version);
