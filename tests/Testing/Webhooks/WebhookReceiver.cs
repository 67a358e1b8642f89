using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Testing.Webhooks;

/// <summary>
/// The other side of webhooks, on a free port of a real Kestrel: it checks signatures by its own means, remembers what it was sent, and
/// answers as a test wants it to.
/// </summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    /// <summary>A secret that is fit to sign with.</summary>
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<WebhookCall> _calls = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Url => $"{_app.Urls.First()}/hook";

    /// <summary>The port that it listens on.</summary>
    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>What it answers to a call; by default 204.</summary>
    public Func<WebhookCall, HttpContext, Task> Answer { get; set; } = (_, http) => Status(http, HttpStatusCode.NoContent);

    /// <summary>Everything that came, in the order in which it came.</summary>
    public IReadOnlyList<WebhookCall> Calls => [.. _calls];

    /// <summary>Starts a receiver.</summary>
    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(app);
        app.Map("{**path}", receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Answers with a status and nothing else.</summary>
    public static Task Status(HttpContext http, HttpStatusCode status)
    {
        http.Response.StatusCode = (int)status;
        return Task.CompletedTask;
    }

    /// <summary>Waits until so many calls have come in all; answers with all of them.</summary>
    public Task<IReadOnlyList<WebhookCall>> WaitForAsync(int calls, CancellationToken cancellationToken) => WaitForAsync(c => c.Count >= calls, cancellationToken);

    /// <summary>Waits until the calls are as a test wants them; answers with all of them.</summary>
    public async Task<IReadOnlyList<WebhookCall>> WaitForAsync(Func<IReadOnlyList<WebhookCall>, bool> isEnough, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (!isEnough(Calls))
        {
            try
            {
                await _arrived.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                Assert.Fail($"Within a minute only {Calls.Count} calls came: {string.Join(", ", Calls.Select(c => $"{c.Type} {c.Id}"))}");
            }
        }
        return Calls;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var call = new WebhookCall(
            http.Request.Path.Value ?? "",
            http.Request.Headers["webhook-id"].ToString(),
            http.Request.Headers["webhook-timestamp"].ToString(),
            http.Request.Headers["webhook-signature"].ToString(),
            body.ToArray());
        _calls.Enqueue(call);
        _arrived.Release();
        await Answer(call, http);
    }
}

/// <summary>A call of a webhook.</summary>
/// <param name="Path">The path that was called.</param>
/// <param name="Id">The header webhook-id.</param>
/// <param name="Timestamp">The header webhook-timestamp.</param>
/// <param name="Signatures">The header webhook-signature.</param>
/// <param name="Body">The body as it came.</param>
public sealed record WebhookCall(string Path, string Id, string Timestamp, string Signatures, byte[] Body)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The type of the event.</summary>
    public string Type => Json.GetProperty("type").GetString()!;

    /// <summary>The id of what it happened to.</summary>
    public string Subject => Json.GetProperty("data").GetProperty("subject").GetProperty("id").GetString()!;

    /// <summary>Counts the events of the subject.</summary>
    public int Sequence => Json.GetProperty("data").GetProperty("sequence").GetInt32();

    /// <summary>Whether one of the signatures is right by a secret.</summary>
    public bool IsSignedBy(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{Id}.{Timestamp}."), .. Body];
        var mac = HMACSHA256.HashData(key, signed);
        return Signatures.Split(' ').Any(s => s.StartsWith("v1,", StringComparison.Ordinal) && CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(s[3..]), mac));
    }
}
