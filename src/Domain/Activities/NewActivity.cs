using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Activities;

/// <summary>What is entered about an activity when it is logged.</summary>
public sealed record NewActivity
{
    /// <summary>What kind it is.</summary>
    public required ActivityKind Kind { get; init; }

    /// <summary>What it is about, in a line; required, at most 300 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>The text.</summary>
    public string? Body { get; init; }

    /// <summary>What it is meant to achieve.</summary>
    public string? Purpose { get; init; }

    /// <summary>What came of it; an activity with an outcome has taken place.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it starts or started.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>When it ends or ended; not before the start.</summary>
    public DateTimeOffset? EndAt { get; init; }

    /// <summary>Until when it is to be done.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The lead that it is about.</summary>
    public LeadId? LeadId { get; init; }

    /// <summary>The opportunity that it is about.</summary>
    public OpportunityId? OpportunityId { get; init; }

    /// <summary>The account that it is about; that of the opportunity if it is about one.</summary>
    public AccountId? AccountId { get; init; }

    /// <summary>Who takes part; at most 100.</summary>
    public IReadOnlyCollection<ContactId> ParticipantIds { get; init; } = [];

    /// <summary>The team of the record that it is about; it decides who sees the activity. The owner's team if absent.</summary>
    public TeamId? TeamId { get; init; }

    /// <summary>How it got into the CRM.</summary>
    public ActivityOrigin Origin { get; init; } = ActivityOrigin.Manual;

    /// <summary>How much of it others than its owner see.</summary>
    public ActivityVisibility Visibility { get; init; } = ActivityVisibility.Everything;
}
