using System.Globalization;
using System.Text.Json;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Subscriptions;

/// <summary>/subscriptions: making them with the handshake, reading, renewing, reauthorizing, ending.</summary>
internal sealed class SubscriptionEndpoints(GraphEmulator emulator, GraphSubscriptions subscriptions)
{
    private const int MostPerMailbox = 1_000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10_080);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(45);

    internal async Task<GraphAnswer> AnswerAsync(GraphRequest request, string[] rest, CancellationToken cancellationToken) => (request.Method, rest) switch
    {
        ("POST", []) => await CreateAsync(request, cancellationToken),
        ("GET", []) => GraphAnswer.Json(200, w =>
        {
            w.WriteStartArray("value");
            foreach (var subscription in subscriptions.All)
            {
                w.WriteStartObject();
                Write(w, subscription);
                w.WriteEndObject();
            }
            w.WriteEndArray();
        }),
        ("GET", [var id]) => One(Find(id), 200),
        ("PATCH", [var id]) => Renew(request, Find(id)),
        ("DELETE", [var id]) => subscriptions.Remove(Find(id).Id) ? GraphAnswer.Empty(204) : throw Missing(),
        ("POST", [var id, "reauthorize"]) => Find(id) is not null ? GraphAnswer.Empty(204) : throw Missing(),
        _ => throw new GraphRefusal(405, "MethodNotAllowed", "The method is not allowed here."),
    };

    private async Task<GraphAnswer> CreateAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        var json = request.Json;
        var url = json.Text("notificationUrl") ?? throw Invalid("notificationUrl is missing.");
        var lifecycleUrl = json.Text("lifecycleNotificationUrl");
        var changeType = json.Text("changeType") ?? throw Invalid("changeType is missing.");
        if (changeType.Split(',').Any(c => c is not ("created" or "updated" or "deleted"))) throw Invalid($"changeType '{changeType}' is not supported.");
        if (json.Text("clientState") is { Length: > 128 }) throw Invalid("clientState is longer than 128 characters.");
        var subscription = Read(request, json, url, lifecycleUrl, changeType);
        if (subscriptions.All.Count(s => s.Mailbox == subscription.Mailbox) >= MostPerMailbox) throw new GraphRefusal(403, "SubscriptionLimitReached", "The mailbox has too many subscriptions.");
        foreach (var target in new[] { url, lifecycleUrl }.OfType<string>())
        {
            if (await subscriptions.Caller.ValidateAsync(target, cancellationToken) is { } problem) throw new GraphRefusal(400, "ValidationError", problem);
        }
        subscriptions.Add(subscription);
        return One(subscription, 201);
    }

    private GraphSubscription Read(GraphRequest request, JsonElement json, string url, string? lifecycleUrl, string changeType)
    {
        var resource = json.Text("resource") ?? throw Invalid("resource is missing.");
        var segments = GraphRequest.Parts(resource);
        if (segments is not ["users", var user, .. var rest] || emulator.Find(user) is not { } mailbox) throw Invalid($"The resource '{resource}' is not supported or its user is not known.");
        var (isAboutEvents, folder) = rest switch
        {
            ["messages"] => (false, null),
            ["mailFolders", var id, "messages"] => (false, mailbox.Folder(id)),
            ["events"] or ["calendar", "events"] => (true, null),
            _ => throw Invalid($"The resource '{resource}' is not supported."),
        };
        return new GraphSubscription
        {
            Id = Guid.CreateVersion7(emulator.Time.GetUtcNow()).ToString(),
            Resource = resource,
            ChangeType = changeType,
            NotificationUrl = url,
            LifecycleNotificationUrl = lifecycleUrl,
            ClientState = json.Text("clientState"),
            ExpiresAt = Expiration(json),
            HasImmutableIds = request.WantsImmutableIds,
            Mailbox = mailbox,
            Folder = folder,
            IsAboutEvents = isAboutEvents,
        };
    }

    private GraphAnswer Renew(GraphRequest request, GraphSubscription subscription)
    {
        if (request.Json.TryGetProperty("lifecycleNotificationUrl", out _)) throw Invalid("lifecycleNotificationUrl can not be changed.");
        subscription.ExpiresAt = Expiration(request.Json);
        return One(subscription, 200);
    }

    private DateTimeOffset Expiration(JsonElement json)
    {
        if (!DateTimeOffset.TryParse(json.Text("expirationDateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) throw Invalid("expirationDateTime is missing or not a time.");
        var now = emulator.Time.GetUtcNow();
        if (at <= now) throw Invalid("Subscription expiration must be in the future.");
        if (at > now + Longest) throw Invalid($"Subscription expiration can only be {Longest.TotalMinutes:F0} minutes in the future.");
        return at < now + Shortest ? now + Shortest : at;
    }

    private GraphSubscription Find(string id) => subscriptions.Find(id) ?? throw Missing();

    private static GraphRefusal Missing() => new(404, "ResourceNotFound", "The object was not found.");

    private static GraphRefusal Invalid(string message) => new(400, "InvalidRequest", message);

    private static GraphAnswer One(GraphSubscription subscription, int status) => GraphAnswer.Json(status, w => Write(w, subscription));

    private static void Write(Utf8JsonWriter w, GraphSubscription s)
    {
        w.WriteString("id", s.Id);
        w.WriteString("resource", s.Resource);
        w.WriteString("changeType", s.ChangeType);
        w.WriteString("notificationUrl", s.NotificationUrl);
        w.WriteString("lifecycleNotificationUrl", s.LifecycleNotificationUrl);
        w.WriteString("expirationDateTime", s.ExpiresAt);
        w.WriteNull("clientState");
    }
}
