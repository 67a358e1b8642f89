using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;

namespace CrmGraph.Domain.Opportunities;

/// <summary>What is known of a deal when it is created.</summary>
public sealed record NewOpportunity
{
    /// <summary>What is to be sold; required, at most 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The customer.</summary>
    public required AccountId AccountId { get; init; }

    /// <summary>What the deal is worth; not negative.</summary>
    public required Money Amount { get; init; }

    /// <summary>When the deal is expected to close.</summary>
    public required DateOnly CloseDate { get; init; }

    /// <summary>The person to talk to.</summary>
    public ContactId? PrimaryContactId { get; init; }

    /// <summary>Where the deal comes from.</summary>
    public LeadSourceId? SourceId { get; init; }

    /// <summary>The lead that it was made of.</summary>
    public LeadId? LeadId { get; init; }
}
