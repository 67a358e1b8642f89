using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;

namespace CrmGraph.Api.Activities;

/// <summary>A meeting. With a connected mailbox of the caller it goes into the calendar, and the participants are invited.</summary>
/// <param name="Subject">What it is about, in a line; at most 300 characters.</param>
/// <param name="Body">The text of the invitation.</param>
/// <param name="StartAt">When it starts.</param>
/// <param name="EndAt">When it ends; after the start.</param>
/// <param name="Location">Where it takes place; at most 300 characters.</param>
/// <param name="OpportunityId">The opportunity that it is about.</param>
/// <param name="LeadId">The lead that it is about.</param>
/// <param name="ParticipantIds">The contacts who take part; at most 100. Those without an e-mail address are not invited.</param>
internal sealed record ScheduleMeetingInput(
    string Subject, string? Body, DateTimeOffset StartAt, DateTimeOffset EndAt, string? Location, OpportunityId? OpportunityId, LeadId? LeadId, IReadOnlyList<ContactId> ParticipantIds);

/// <summary>An e-mail that goes out through the caller's mailbox.</summary>
/// <param name="Subject">What it is about, in a line; at most 300 characters.</param>
/// <param name="Body">The text; at most 20,000 characters.</param>
/// <param name="OpportunityId">The opportunity that it is about.</param>
/// <param name="LeadId">The lead that it is about.</param>
/// <param name="ToContactIds">The contacts to whom it goes, from 1 to 100; each has an e-mail address.</param>
internal sealed record SendEmailInput(string Subject, string Body, OpportunityId? OpportunityId, LeadId? LeadId, IReadOnlyList<ContactId> ToContactIds);

/// <summary>What an activity is about, said by hand.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="OpportunityId">The opportunity.</param>
internal sealed record LinkActivityInput(ActivityId ActivityId, OpportunityId OpportunityId);

/// <summary>How much others see of an activity that came from a mailbox.</summary>
/// <param name="ActivityId">The activity; the caller owns it.</param>
/// <param name="Visibility">How much; no more than the rules of the mailbox show.</param>
internal sealed record SetActivityVisibilityInput(ActivityId ActivityId, ActivityVisibility Visibility);
