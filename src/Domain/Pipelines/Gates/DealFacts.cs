using CrmGraph.Domain.Activities;
using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Pipelines.Gates;

/// <summary>All that decides whether a deal may move: the same for the preview and for the move itself.</summary>
public sealed record DealFacts
{
    /// <summary>What the deal is worth.</summary>
    public required Money Amount { get; init; }

    /// <summary>amount × probability.</summary>
    public required Money ExpectedRevenue { get; init; }

    /// <summary>Chance to win, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>When the deal is expected to close.</summary>
    public required DateOnly CloseDate { get; init; }

    /// <summary>What is to be done next.</summary>
    public string? NextStep { get; init; }

    /// <summary>The latest activity.</summary>
    public DateTimeOffset? LastActivityAt { get; init; }

    /// <summary>Whether it is known whom to talk to.</summary>
    public bool HasPrimaryContact { get; init; }

    /// <summary>Whether it is known where the deal comes from.</summary>
    public bool HasSource { get; init; }

    /// <summary>Who else is after the deal.</summary>
    public IReadOnlyList<string> Competitors { get; init; } = [];

    /// <summary>The industry of the customer.</summary>
    public string? AccountIndustry { get; init; }

    /// <summary>The region of the customer.</summary>
    public string? AccountRegion { get; init; }

    /// <summary>The web site of the customer.</summary>
    public string? AccountWebsite { get; init; }

    /// <summary>The registration number of the customer.</summary>
    public string? AccountRegistrationNumber { get; init; }

    /// <summary>How many people work for the customer.</summary>
    public int? AccountEmployees { get; init; }

    /// <summary>Kinds of the activities that were completed since the deal entered its stage.</summary>
    public IReadOnlyCollection<ActivityKind> DoneInStage { get; init; } = [];

    /// <summary>Roles in the purchase that are filled.</summary>
    public IReadOnlyCollection<StakeholderRole> Stakeholders { get; init; } = [];

    /// <summary>Whether the deal's qualification is affirmed; null if nobody has assessed it.</summary>
    public bool? IsQualified { get; init; }

    /// <summary>Whether the customer has accepted a quote.</summary>
    public bool HasAcceptedQuote { get; init; }

    /// <summary>Whether a decision is waited for.</summary>
    public bool IsApprovalPending { get; init; }

    /// <summary>Whether nothing is waited for and the latest decision was yes.</summary>
    public bool IsApproved { get; init; }

    /// <summary>The role of whose decision is waited for.</summary>
    public Role? ApproverRole { get; init; }

    /// <summary>The role of who moves the deal.</summary>
    public required Role CallerRole { get; init; }

    /// <summary>NOT_OWNER or ROLE if the caller may not change the deal at all; null if the caller may.</summary>
    public BlockerCode? Forbidden { get; init; }

    /// <summary>The role of the deal's owner, who can supply most of what is missing.</summary>
    public required Role OwnerRole { get; init; }
}
