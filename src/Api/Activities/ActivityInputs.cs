using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;

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

/// <summary>A planned activity that has been done.</summary>
/// <param name="Id">The activity.</param>
/// <param name="Outcome">What came of it; what is there stays if absent.</param>
/// <param name="CompletedAt">When, not in the future; now if absent.</param>
internal sealed record CompleteActivityInput(ActivityId Id, string? Outcome, DateTimeOffset? CompletedAt);
