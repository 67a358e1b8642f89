using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Selling;

/// <summary>Something that the customer has against a deal, and what is said to it.</summary>
public sealed class Objection : Aggregate<ObjectionId>
{
    private Objection() => Raised = "";

    /// <summary>The deal.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>What it is about.</summary>
    public ObjectionKind Kind { get; private set; }

    /// <summary>What the customer said.</summary>
    public string Raised { get; private set; }

    /// <summary>What is answered.</summary>
    public string? Answer { get; private set; }

    /// <summary>What is offered if the answer does not do.</summary>
    public string? Alternative { get; private set; }

    /// <summary>Whether it has been settled.</summary>
    public ObjectionStatus Status { get; private set; }

    /// <summary>Who recorded it.</summary>
    public UserId ById { get; private set; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>When it was settled.</summary>
    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>Records an objection against a deal.</summary>
    public static Objection Against(Opportunity deal, ObjectionKind kind, string raised, string? answer, string? alternative, UserId by, DateTimeOffset now) => new()
    {
        Id = ObjectionId.New(now),
        OpportunityId = deal.Id,
        Kind = Guard.Defined(kind, "kind"),
        Raised = Guard.Text(raised, "raised", 2000),
        Answer = Guard.OptionalText(answer, "answer", 2000),
        Alternative = Guard.OptionalText(alternative, "alternative", 2000),
        Status = ObjectionStatus.Open,
        ById = by,
        At = now,
    };

    /// <summary>Notes how it ended, RESOLVED or UNRESOLVED; OPEN takes it up again.</summary>
    /// <param name="status">How it ended.</param>
    /// <param name="answer">What was answered; null keeps what is there.</param>
    /// <param name="alternative">What was offered; null keeps what is there.</param>
    /// <param name="now">The current time.</param>
    public void Settle(ObjectionStatus status, string? answer, string? alternative, DateTimeOffset now)
    {
        var valid = Guard.Defined(status, "status");
        var (said, offered) = (Guard.OptionalText(answer, "answer", 2000) ?? Answer, Guard.OptionalText(alternative, "alternative", 2000) ?? Alternative);
        if (valid == ObjectionStatus.Resolved && said is null) throw Guard.Invalid("answer", "An objection is RESOLVED by an answer; say which.");
        (Status, Answer, Alternative, ResolvedAt) = (valid, said, offered, valid == ObjectionStatus.Open ? null : now);
    }
}

/// <summary>What an objection is about.</summary>
public enum ObjectionKind
{
    /// <summary>What it costs.</summary>
    Price,

    /// <summary>How long it takes.</summary>
    Timeline,

    /// <summary>What it can do.</summary>
    Functionality,

    /// <summary>Whether we can be relied on.</summary>
    Trust,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Whether an objection has been settled.</summary>
public enum ObjectionStatus
{
    /// <summary>It stands.</summary>
    Open,

    /// <summary>The customer is content with the answer.</summary>
    Resolved,

    /// <summary>The customer is not, and the deal goes on with it.</summary>
    Unresolved,
}
