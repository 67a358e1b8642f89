using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Opportunities;

/// <summary>One change of a term in the negotiation of a deal. Entries are only ever added.</summary>
public sealed class NegotiationEntry : Aggregate<NegotiationEntryId>
{
    private NegotiationEntry() => Term = To = "";

    /// <summary>The deal.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>What is negotiated, e.g. 付款方式.</summary>
    public string Term { get; private set; }

    /// <summary>What it was before.</summary>
    public string? From { get; private set; }

    /// <summary>What it is now.</summary>
    public string To { get; private set; }

    /// <summary>What the customer said to it.</summary>
    public string? Feedback { get; private set; }

    /// <summary>Who entered it.</summary>
    public UserId ById { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private set; }

    internal static NegotiationEntry Create(OpportunityId opportunityId, string term, string? from, string to, string? feedback, UserId by, DateTimeOffset now) => new()
    {
        Id = NegotiationEntryId.New(now),
        OpportunityId = opportunityId,
        Term = Guard.Text(term, "term", 200),
        From = Guard.OptionalText(from, "from", 1000),
        To = Guard.Text(to, "to", 1000),
        Feedback = Guard.OptionalText(feedback, "feedback", 2000),
        ById = by,
        At = now,
    };
}
