using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Opportunities;

namespace CrmGraph.Api.Deals;

/// <summary>The part that a contact plays in a purchase; it replaces what was known of it.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="ContactId">A contact at its account.</param>
/// <param name="Role">What the contact has to do with the purchase.</param>
/// <param name="Attitude">How the contact thinks of it.</param>
/// <param name="Influence">How much the contact's word weighs, from 1 to 5.</param>
/// <param name="ReportsToId">Whom the contact reports to; another contact at the account.</param>
/// <param name="Notes">What else is to be known.</param>
internal sealed record SetStakeholderInput(
    OpportunityId OpportunityId, ContactId ContactId, StakeholderRole Role, Attitude Attitude, int Influence, ContactId? ReportsToId, string? Notes);

/// <summary>A contact who has no say in a purchase any more.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="ContactId">The contact.</param>
internal sealed record RemoveStakeholderInput(OpportunityId OpportunityId, ContactId ContactId);

/// <summary>A change of a term in a negotiation.</summary>
/// <param name="OpportunityId">The opportunity.</param>
/// <param name="Term">What is negotiated, e.g. 付款方式.</param>
/// <param name="From">What it was before.</param>
/// <param name="To">What it is now.</param>
/// <param name="Feedback">What the customer said to it.</param>
internal sealed record RecordNegotiationInput(OpportunityId OpportunityId, string Term, string? From, string To, string? Feedback);
