using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrmGraph.Chaos;

/// <summary>An integrator that handles each message once, by its id, and now and then fails or forgets to answer.</summary>
internal sealed class WebhookReceiver(Random random) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> _attempts = new();
    private readonly ConcurrentDictionary<string, bool> _handledIds = new();
    private readonly ConcurrentQueue<(string Subject, int Sequence, string Cursor)> _handled = new();
    private readonly Lock _gate = new();
    private WebApplication? _app;

    internal Uri Address => new(_app!.Urls.First());

    /// <summary>What was handled, each event once, in the order of its first arrival.</summary>
    internal IReadOnlyList<(string Subject, int Sequence, string Cursor)> Handled => [.. _handled];

    /// <summary>How many messages came more than once.</summary>
    internal int Repeated => _attempts.Values.Count(n => n > 1);

    internal async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/", HandleAsync);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    private async Task<IResult> HandleAsync(HttpRequest request)
    {
        var id = request.Headers["webhook-id"].ToString();
        using var body = await JsonDocument.ParseAsync(request.Body);
        // it fails at the first attempt only: the next but one would come minutes later
        var luck = _attempts.AddOrUpdate(id, 1, (_, n) => n + 1) == 1 ? Luck() : int.MaxValue;
        if (luck < 3) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        var happened = body.RootElement.GetProperty("data");
        var effect = (happened.GetProperty("subject").GetProperty("id").GetString()!, happened.GetProperty("sequence").GetInt32(), happened.GetProperty("cursor").GetString()!);
        // the effect and the memory of it are one
        if (_handledIds.TryAdd(id, true)) _handled.Enqueue(effect);
        // handled, but the sender does not hear of it
        return luck < 6 ? Results.StatusCode(StatusCodes.Status500InternalServerError) : Results.NoContent();
    }

    private int Luck()
    {
        lock (_gate) return random.Next(100);
    }
}
