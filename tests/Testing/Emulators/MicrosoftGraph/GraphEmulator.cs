using System.Collections.Concurrent;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Subscriptions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph;

/// <summary>
/// Microsoft Graph's mail and calendar on a real Kestrel: it keeps mailboxes in memory, enforces the documented rules, and writes down who
/// breaks them. Facts that surprise, and that it insists on: a message has no property <c>sensitivity</c> (ask for the extended property
/// <c>Integer 0x36</c>: 1 personal, 2 private, 3 confidential) and a folder no <c>wellKnownName</c> (ask for <c>mailFolders/inbox</c>);
/// <c>internetMessageHeaders</c> come only when selected; a delta round that is filtered by date ends after 5,000 messages; ids change on
/// a move unless every request prefers immutable ones.
/// </summary>
public sealed class GraphEmulator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, GraphMailbox> _mailboxes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<GraphBreach> _breaches = new();
    private readonly ConcurrentQueue<GraphCall> _requests = new();

    private GraphEmulator(WebApplication app, TimeProvider time, GraphEmulatorOptions options)
    {
        _app = app;
        Time = time;
        Options = options;
        Tokens = new TokenEndpoint(this);
        Subscriptions = new GraphSubscriptions(this);
    }

    /// <summary>Where the API listens, as a connector is told: http://127.0.0.1:port/v1.0.</summary>
    public string BaseUrl => $"{AuthorityUrl}/v1.0";

    /// <summary>Where tokens are asked for.</summary>
    public string TokenUrl => $"{AuthorityUrl}/{Options.TenantId}/oauth2/v2.0/token";

    /// <summary>Scheme, host and port.</summary>
    public string AuthorityUrl => _app.Urls.First();

    /// <summary>What it demands and allows.</summary>
    public GraphEmulatorOptions Options { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public GraphFaults Faults { get; } = new();

    /// <summary>The subscriptions to changes, and what was said to them.</summary>
    public GraphSubscriptions Subscriptions { get; }

    /// <summary>Every rule that a client broke.</summary>
    public IReadOnlyList<GraphBreach> Breaches => [.. _breaches];

    /// <summary>Every request that was answered, those inside a batch included.</summary>
    public IReadOnlyList<GraphCall> Requests => [.. _requests];

    /// <summary>Every token that was given out.</summary>
    public IReadOnlyList<string> TokensGiven => Tokens.Given;

    /// <summary>The mailboxes.</summary>
    public IReadOnlyList<GraphMailbox> Mailboxes => [.. _mailboxes.Values];

    internal TimeProvider Time { get; }

    internal TokenEndpoint Tokens { get; }

    /// <summary>Starts an emulator without mailboxes.</summary>
    public static async Task<GraphEmulator> StartAsync(TimeProvider? time = null, GraphEmulatorOptions? options = null)
    {
        options ??= new GraphEmulatorOptions();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{options.Port}");
        var emulator = new GraphEmulator(app, time ?? TimeProvider.System, options);
        var door = new GraphDoor(emulator);
        app.Map("{**path}", door.EnterAsync);
        await app.StartAsync();
        return emulator;
    }

    /// <summary>The mailbox of an address; made when there is none yet.</summary>
    public GraphMailbox Mailbox(string address, string? name = null) => _mailboxes.GetOrAdd(address, a => new GraphMailbox(this, a, name ?? a.Split('@')[0]));

    /// <summary>Forgets all sync states: every link of a delta query now answers 410.</summary>
    public void ExpireDeltaTokens()
    {
        foreach (var mailbox in Mailboxes)
            mailbox.ExpireDeltaTokens();
    }

    /// <summary>Makes every token that was given out invalid.</summary>
    public void RevokeTokens() => Tokens.Revoke();

    /// <summary>Forgets what was recorded so far.</summary>
    public void ClearRecords()
    {
        _requests.Clear();
        _breaches.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Subscriptions.DisposeAsync();
        await _app.DisposeAsync();
    }

    internal GraphMailbox? Find(string user) => _mailboxes.TryGetValue(user, out var byAddress) ? byAddress : _mailboxes.Values.FirstOrDefault(m => m.Id == user);

    internal void Record(GraphCall call) => _requests.Enqueue(call);

    internal void Record(GraphBreach breach) => _breaches.Enqueue(breach);
}

/// <summary>A request that was answered.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path after /v1.0, with its query.</param>
/// <param name="Mailbox">The mailbox's address, if it was about one.</param>
/// <param name="Status">The status; 0 where the connection was cut.</param>
/// <param name="At">When it was answered.</param>
public sealed record GraphCall(string Method, string Path, string? Mailbox, int Status, DateTimeOffset At);

/// <summary>A rule that a client broke.</summary>
/// <param name="Rule">Which one.</param>
/// <param name="Mailbox">The mailbox's address, if it was about one.</param>
/// <param name="Request">The method and the path.</param>
/// <param name="At">When.</param>
public sealed record GraphBreach(string Rule, string? Mailbox, string Request, DateTimeOffset At);
