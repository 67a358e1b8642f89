using CrmGraph.Domain.Opportunities;
using CrmGraph.Domain.Pipelines;
using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Selling;

/// <summary>Something that the customer of a deal was given to read.</summary>
public sealed class SharedContent : Aggregate<SharedContentId>
{
    private SharedContent() => Title = "";

    /// <summary>The deal.</summary>
    public OpportunityId OpportunityId { get; private set; }

    /// <summary>What it is called.</summary>
    public string Title { get; private set; }

    /// <summary>Where it is.</summary>
    public string? Url { get; private set; }

    /// <summary>What kind it is.</summary>
    public ContentKind Kind { get; private set; }

    /// <summary>When it was shared.</summary>
    public DateTimeOffset SharedAt { get; private set; }

    /// <summary>The stage that the deal was in.</summary>
    public StageId StageId { get; private set; }

    /// <summary>Who shared it.</summary>
    public UserId ById { get; private set; }

    /// <summary>When the customer first opened it; null if that is not known.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>Notes that something was shared.</summary>
    public static SharedContent With(Opportunity deal, string title, string? url, ContentKind kind, UserId by, DateTimeOffset now) => new()
    {
        Id = SharedContentId.New(now),
        OpportunityId = deal.Id,
        Title = Guard.Text(title, "title", 300),
        Url = Guard.OptionalUrl(url, "url"),
        Kind = Guard.Defined(kind, "kind"),
        SharedAt = now,
        StageId = deal.StageId,
        ById = by,
    };

    /// <summary>Notes that the customer has opened it; the first time counts.</summary>
    public void Open(DateTimeOffset? openedAt, DateTimeOffset now)
    {
        var at = openedAt ?? now;
        if (at > now) throw Guard.Invalid("openedAt", "openedAt must not be in the future.");
        if (at < SharedAt) throw Guard.Invalid("openedAt", "openedAt must not be before the content was shared.");
        if (OpenedAt is null || at < OpenedAt) OpenedAt = at;
    }
}
