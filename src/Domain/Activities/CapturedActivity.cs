using CrmGraph.Domain.Accounts;
using CrmGraph.Domain.Contacts;
using CrmGraph.Domain.Leads;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Activities;

/// <summary>An e-mail or a meeting as a mailbox has it.</summary>
public sealed record CapturedActivity
{
    /// <summary>What kind it is.</summary>
    public required ActivityKind Kind { get; init; }

    /// <summary>What it is about, in a line; at most 300 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>The text; at most 20,000 characters.</summary>
    public string? Body { get; init; }

    /// <summary>Where it takes place; at most 300 characters.</summary>
    public string? Location { get; init; }

    /// <summary>When it was sent or received, or when it starts.</summary>
    public required DateTimeOffset StartAt { get; init; }

    /// <summary>When it ends; null of an e-mail.</summary>
    public DateTimeOffset? EndAt { get; init; }

    /// <summary>The contacts who take part; of more than 100 the first.</summary>
    public IReadOnlyCollection<ContactId> ParticipantIds { get; init; } = [];

    /// <summary>The users who take part.</summary>
    public IReadOnlyCollection<UserId> UserIds { get; init; } = [];

    /// <summary>How much the rules of the mailbox show others at most.</summary>
    public ActivityVisibility VisibilityLimit { get; init; }
}

/// <summary>What an imported activity is about.</summary>
/// <param name="Reason">Why.</param>
/// <param name="OpportunityId">The deal.</param>
/// <param name="AccountId">The account; that of the deal if there is one.</param>
/// <param name="LeadId">The lead.</param>
/// <param name="TeamId">The team of what it is about.</param>
/// <param name="Candidates">The deals that it may be about, if that is not clear.</param>
public sealed record ActivityLink(
    MatchReason Reason, OpportunityId? OpportunityId, AccountId? AccountId, LeadId? LeadId, TeamId? TeamId, IReadOnlyCollection<OpportunityId> Candidates);
