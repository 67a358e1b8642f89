using CrmGraph.Domain.Teams;

namespace CrmGraph.Domain.Alerts;

/// <summary>Somebody has to look at something.</summary>
public sealed record AlertRaised(AlertId AlertId, string Kind, UserId RecipientId, DateTimeOffset At) : IDomainEvent;

/// <summary>What an alert says, for whoever gets it.</summary>
/// <param name="Kind">What it alerts to, see <see cref="AlertKinds"/>.</param>
/// <param name="SubjectType">The object type, as the API names it, of what it is about.</param>
/// <param name="SubjectId">What it is about.</param>
/// <param name="About">What that is called.</param>
/// <param name="Days">For how many days it has been so.</param>
public sealed record AlertContent(string Kind, string SubjectType, Guid SubjectId, string About, int Days);

/// <summary>Tells one user to look at something. It stays until it has been read, and a while longer.</summary>
public sealed class Alert : Aggregate<AlertId>
{
    private const int LongestName = 300;

    private Alert() => Kind = SubjectType = About = "";

    /// <summary>What it alerts to, see <see cref="AlertKinds"/>.</summary>
    public string Kind { get; private set; }

    /// <summary>How urgent it is.</summary>
    public AlertSeverity Severity { get; private set; }

    /// <summary>Whose alert it is; nobody else sees it.</summary>
    public UserId RecipientId { get; private set; }

    /// <summary>The object type, as the API names it, of what it is about.</summary>
    public string SubjectType { get; private set; }

    /// <summary>What it is about.</summary>
    public Guid SubjectId { get; private set; }

    /// <summary>What that was called.</summary>
    public string About { get; private set; }

    /// <summary>For how many days it had been so.</summary>
    public int Days { get; private set; }

    /// <summary>When it was raised.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the user first marked it as read; null until then.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>Raises an alert.</summary>
    public static Alert Raise(AlertContent content, AlertSeverity severity, UserId recipientId, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(content);
        var alert = new Alert
        {
            Id = AlertId.New(now),
            Kind = content.Kind,
            Severity = severity,
            RecipientId = recipientId,
            SubjectType = content.SubjectType,
            SubjectId = content.SubjectId,
            About = content.About.Length > LongestName ? content.About[..LongestName] : content.About,
            Days = content.Days,
            CreatedAt = now,
        };
        alert.Raise(new AlertRaised(alert.Id, alert.Kind, recipientId, now));
        return alert;
    }

    /// <summary>Notes that the user has read it; a second time changes nothing.</summary>
    public void MarkRead(DateTimeOffset now) => ReadAt ??= now;
}
