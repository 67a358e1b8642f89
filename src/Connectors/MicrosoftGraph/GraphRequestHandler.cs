using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Azure.Core;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>
/// What every request passes: few at a time for each mailbox and for all, none while Graph wants to be left alone, a token that goes to
/// the API only, immutable ids, and a time limit. It tries nothing again: whoever asked decides, and the state says so.
/// </summary>
internal sealed class GraphRequestHandler(GraphOptions options, GraphAddresses addresses, TokenCredential credential, TimeProvider time) : DelegatingHandler(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    UseCookies = false,
    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    AutomaticDecompression = DecompressionMethods.All,
})
{
    /// <summary>How many requests of one mailbox run at the same time; Graph allows 4.</summary>
    internal const int AtOncePerMailbox = 3;

    private const string ImmutableIds = "IdType=\"ImmutableId\"";

    private static readonly TimeSpan UnknownPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Gate> _gates = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _all = new(options.MaxConcurrentRequests, options.MaxConcurrentRequests);

    /// <summary>The mailbox that a request to <c>$batch</c> is about; such a request runs alone, for its parts run side by side.</summary>
    internal static readonly HttpRequestOptionsKey<string> BatchOf = new("graph.mailbox");

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } uri || !addresses.Owns(uri)) throw new HttpRequestException("The address is not the API's.");
        if (!request.Headers.TryGetValues("Prefer", out var preferences) || !preferences.Any(p => p.Contains("ImmutableId", StringComparison.Ordinal))) request.Headers.Add("Prefer", ImmutableIds);
        if (request.Content is { } content) await content.LoadIntoBufferAsync(cancellationToken);
        var gate = _gates.GetOrAdd(MailboxOf(request), _ => new Gate());
        var places = request.Options.TryGetValue(BatchOf, out _) ? AtOncePerMailbox : 1;
        await gate.EnterAsync(places, cancellationToken);
        try
        {
            await _all.WaitAsync(cancellationToken);
            try
            {
                return await SendInTurnAsync(request, gate, cancellationToken);
            }
            finally
            {
                _all.Release();
            }
        }
        finally
        {
            gate.Leave(places);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _all.Dispose();
            foreach (var gate in _gates.Values) gate.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Leaves a mailbox alone until a time, because a part of a batch was told so.</summary>
    internal void Hold(string mailbox, DateTimeOffset until) => _gates.GetOrAdd(mailbox, _ => new Gate()).Hold(until);

    /// <summary>How long an answer wants to be left alone, a little longer so that not all come back at the same moment.</summary>
    internal DateTimeOffset PauseAfter(TimeSpan? asked)
    {
        var pause = asked is { } said && said < LongestPause ? said : asked is null ? UnknownPause : LongestPause;
        return time.GetUtcNow() + TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(pause.TotalSeconds)) + Random.Shared.NextDouble());
    }

    private async Task<HttpResponseMessage> SendInTurnAsync(HttpRequestMessage request, Gate gate, CancellationToken cancellationToken)
    {
        if (gate.HeldUntil is { } held && held > time.GetUtcNow()) throw new GraphThrottledException(held);
        using var limit = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var response = await SendSignedAsync(request, either.Token);
            if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            {
                // the whole answer within the limit: a connection that is cut later would look like an answer of another kind
                await response.Content.LoadIntoBufferAsync(either.Token);
                return response;
            }
            var until = PauseAfter(RetryAfter(response.Headers.RetryAfter));
            gate.Hold(until);
            response.Dispose();
            throw new GraphThrottledException(until);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"No answer within {options.RequestTimeout.TotalSeconds:0} s.");
        }
    }

    private async Task<HttpResponseMessage> SendSignedAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await credential.GetTokenAsync(new TokenRequestContext([addresses.Scope]), cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || credential is not TokenUrlCredential) return response;
        // a token that was taken back before its time: another one, once
        response.Dispose();
        var another = await credential.GetTokenAsync(new TokenRequestContext([addresses.Scope], claims: token.Token), cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", another.Token);
        return await base.SendAsync(request, cancellationToken);
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);

    private string MailboxOf(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(BatchOf, out var mailbox)) return mailbox;
        var path = request.RequestUri!.AbsolutePath[addresses.Base.AbsolutePath.TrimEnd('/').Length..];
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments is ["users", var user, ..] ? Uri.UnescapeDataString(user) : "";
    }

    /// <summary>The places of a mailbox. One that wants several takes them one after the other, and only one does so at a time.</summary>
    private sealed class Gate : IDisposable
    {
        private readonly SemaphoreSlim _places = new(AtOncePerMailbox, AtOncePerMailbox);
        private readonly SemaphoreSlim _one = new(1, 1);
        private readonly Lock _lock = new();
        private DateTimeOffset? _heldUntil;

        internal DateTimeOffset? HeldUntil
        {
            get
            {
                lock (_lock) return _heldUntil;
            }
        }

        internal void Hold(DateTimeOffset until)
        {
            lock (_lock)
            {
                if (_heldUntil is null || until > _heldUntil) _heldUntil = until;
            }
        }

        internal async Task EnterAsync(int places, CancellationToken cancellationToken)
        {
            await _one.WaitAsync(cancellationToken);
            var taken = 0;
            try
            {
                for (; taken < places; taken++) await _places.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Leave(taken);
                throw;
            }
            finally
            {
                _one.Release();
            }
        }

        internal void Leave(int places)
        {
            if (places > 0) _places.Release(places);
        }

        public void Dispose()
        {
            _places.Dispose();
            _one.Dispose();
        }
    }
}
