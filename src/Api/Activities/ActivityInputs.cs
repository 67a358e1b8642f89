using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Activities;

/// <summary>A call, e-mail, meeting, visit, task or note about a customer.</summary>
/// <param name="Kind">What kind it is.</param>
/// <param name="Subject">What it is about, in a line; at most 300 characters.</param>
/// <param name="Body">The text.</param>
/// <param name="Purpose">What it is meant to achieve.</param>
/// <param name="Outcome">What came of it; an activity with an outcome has taken place.</param>
/// <param name="StartAt">When it starts or started.</param>
/// <param name="EndAt">When it ends or ended; not before the start.</param>
/// <param name="DueAt">Until when it is to be done.</param>
/// <param name="LeadId">The lead that it is about.</param>
/// <param name="OpportunityId">The opportunity that it is about.</param>
/// <param name="AccountId">The account that it is about; that of the opportunity if it is about one.</param>
/// <param name="ParticipantIds">The contacts who take part; at most 100.</param>
internal sealed record LogActivityInput(
    ActivityKind Kind,
    string Subject,
    string? Body,
    string? Purpose,
    string? Outcome,
    DateTimeOffset? StartAt,
    DateTimeOffset? EndAt,
    DateTimeOffset? DueAt,
    LeadId? LeadId,
    OpportunityId? OpportunityId,
    AccountId? AccountId,
    IReadOnlyList<ContactId>? ParticipantIds);

/// <summary>Changes to an activity; what is left out stays as it is. Kind and times of one that has been completed cannot be changed.</summary>
/// <param name="Id">The activity.</param>
/// <param name="Version">The version that the caller has read; an older one than the current is refused with CONFLICT.</param>
/// <param name="Kind">What kind it is.</param>
/// <param name="Subject">What it is about, in a line; at most 300 characters.</param>
/// <param name="Body">The text; null clears it.</param>
/// <param name="Purpose">What it is meant to achieve; null clears it.</param>
/// <param name="Outcome">What came of it; null clears it. completeActivity notes that it has been done.</param>
/// <param name="StartAt">When it starts; null clears it.</param>
/// <param name="EndAt">When it ends, not before the start; null clears it.</param>
/// <param name="DueAt">Until when it is to be done; null clears it.</param>
/// <param name="ParticipantIds">All contacts who take part; at most 100.</param>
internal sealed record UpdateActivityInput(
    ActivityId Id,
    int? Version,
    Optional<ActivityKind> Kind,
    Optional<string> Subject,
    Optional<string?> Body,
    Optional<string?> Purpose,
    Optional<string?> Outcome,
    Optional<DateTimeOffset?> StartAt,
    Optional<DateTimeOffset?> EndAt,
    Optional<DateTimeOffset?> DueAt,
    Optional<IReadOnlyList<ContactId>> ParticipantIds);

/// <summary>A planned activity that has been done.</summary>
/// <param name="Id">The activity.</param>
/// <param name="Outcome">What came of it; what is there stays if absent.</param>
/// <param name="CompletedAt">When, not in the future; now if absent.</param>
internal sealed record CompleteActivityInput(ActivityId Id, string? Outcome, DateTimeOffset? CompletedAt);
