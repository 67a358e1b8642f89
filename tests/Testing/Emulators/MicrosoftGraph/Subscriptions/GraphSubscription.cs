namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Subscriptions;

/// <summary>A subscription to changes.</summary>
public sealed class GraphSubscription
{
    public required string Id { get; init; }

    public required string Resource { get; init; }

    public required string ChangeType { get; init; }

    public required string NotificationUrl { get; init; }

    public string? LifecycleNotificationUrl { get; init; }

    public string? ClientState { get; init; }

    public DateTimeOffset ExpiresAt { get; internal set; }

    /// <summary>Whether it was made with the preference for immutable ids.</summary>
    public bool HasImmutableIds { get; init; }

    /// <summary>The mailbox that it is about.</summary>
    public required GraphMailbox Mailbox { get; init; }

    /// <summary>The one folder that it is about; null for all.</summary>
    public GraphFolder? Folder { get; init; }

    /// <summary>Whether it is about events and not about messages.</summary>
    public bool IsAboutEvents { get; init; }

    internal bool Wants(GraphMailbox mailbox, string change, GraphFolder? folder, bool isEvent) =>
        Mailbox == mailbox && IsAboutEvents == isEvent && (Folder is null || Folder == folder) && ChangeType.Split(',').Contains(change, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A notification that was sent, or lost.</summary>
/// <param name="SubscriptionId">Of which subscription.</param>
/// <param name="Kind">created, updated, deleted, or the name of a lifecycle event.</param>
/// <param name="ResourceId">The id of what changed; null for lifecycle events.</param>
/// <param name="Status">The answer's status; 0 where none came, -1 where it was lost on purpose.</param>
/// <param name="Took">How long the answer took.</param>
public sealed record GraphNotification(string SubscriptionId, string Kind, string? ResourceId, int Status, TimeSpan Took);
