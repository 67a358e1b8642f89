using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

/// <summary>What every request passes: token, throttle, faults, the API itself, the record.</summary>
internal sealed class GraphDoor(GraphEmulator emulator)
{
    private readonly GraphRoutes _routes = new(emulator);

    internal async Task EnterAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (!path.StartsWith("/v1.0/", StringComparison.OrdinalIgnoreCase))
        {
            await emulator.Tokens.AnswerAsync(http);
            return;
        }
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget["/v1.0".Length..];
        var request = new GraphRequest(http.Request.Method, target, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        if (!emulator.Tokens.IsValid(request.Headers.GetValueOrDefault("Authorization")))
        {
            var refusal = Fail(401, "InvalidAuthenticationToken", "Access token is empty, has expired or is not known.");
            refusal.Headers["WWW-Authenticate"] = $"Bearer realm=\"\", authorization_uri=\"{emulator.AuthorityUrl}/common/oauth2/authorize\", error=\"invalid_token\"";
            Record(request, refusal.Status);
            await SendAsync(http, refusal);
            return;
        }
        if (request.Segments is ["$batch"])
        {
            await SendAsync(http, await new GraphBatch(emulator, this).AnswerAsync(request, http.RequestAborted));
            return;
        }
        if (emulator.Faults.Strikes(GraphFault.CutBefore, request.Line))
        {
            Cut(http, request);
            return;
        }
        await emulator.Faults.HoldAsync(request.Line, hasTakenEffect: false, http.RequestAborted);
        var answer = await AnswerAsync(request, http.RequestAborted);
        await emulator.Faults.HoldAsync(request.Line, hasTakenEffect: true, http.RequestAborted);
        if (emulator.Faults.Strikes(GraphFault.CutAfter, request.Line)) Cut(http, request);
        else if (answer.Body.Length > 1 && emulator.Faults.Strikes(GraphFault.CutAmid, request.Line)) await CutAmidAsync(http, request, answer);
        else await SendAsync(http, answer);
    }

    /// <summary>Answers a request whose caller is known: from the wire, or out of a batch.</summary>
    internal async Task<GraphAnswer> AnswerAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        var mailbox = request.User is { } user ? emulator.Find(user) : null;
        using var turn = mailbox?.Throttle.Enter(request.Line);
        GraphAnswer answer;
        if (turn?.Refusal is { } throttled)
        {
            answer = throttled;
        }
        else
        {
            if (mailbox is not null && emulator.Options.Latency > TimeSpan.Zero) await Task.Delay(emulator.Options.Latency, cancellationToken);
            if (emulator.Faults.Strikes(GraphFault.Slow, request.Line)) await Task.Delay(emulator.Faults.SlowFor, emulator.Time, cancellationToken);
            answer = Struck(request, mailbox) ?? await RouteAsync(request, cancellationToken);
            if (emulator.Faults.Strikes(GraphFault.GatewayTimeout, request.Line)) answer = Fail(504, "GatewayTimeout", "The upstream service did not answer in time.");
        }
        Record(request, answer.Status, mailbox);
        return answer;
    }

    private async Task<GraphAnswer> RouteAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await _routes.AnswerAsync(request, cancellationToken);
        }
        catch (GraphRefusal refusal)
        {
            var answer = Fail(refusal.Status, refusal.Code, refusal.Message);
            foreach (var (name, value) in refusal.Headers) answer.Headers[name] = value;
            return answer;
        }
    }

    private GraphAnswer? Struck(GraphRequest request, GraphMailbox? mailbox)
    {
        if (mailbox is not null && emulator.Faults.Strikes(GraphFault.TooManyRequests, request.Line)) return mailbox.Throttle.Hold(429, "ApplicationThrottled", "Application is over its request limit.");
        if (mailbox is not null && emulator.Faults.Strikes(GraphFault.Unavailable, request.Line)) return mailbox.Throttle.Hold(503, "serviceNotAvailable", "The service is temporarily unavailable.");
        if (emulator.Faults.Strikes(GraphFault.ServerError, request.Line)) return Fail(500, "InternalServerError", "An internal server error occurred.");
        return emulator.Faults.Strikes(GraphFault.BadGateway, request.Line) ? Fail(502, "BadGateway", "The gateway could not reach the service.") : null;
    }

    private GraphAnswer Fail(int status, string code, string message) => GraphAnswer.Error(status, code, message, emulator.Time.GetUtcNow());

    private void Record(GraphRequest request, int status, GraphMailbox? mailbox = null) =>
        emulator.Record(new GraphCall(request.Method, request.Target, mailbox?.Address, status, emulator.Time.GetUtcNow()));

    private void Cut(HttpContext http, GraphRequest request)
    {
        Record(request, 0);
        http.Abort();
    }

    private async Task CutAmidAsync(HttpContext http, GraphRequest request, GraphAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2));
        await http.Response.Body.FlushAsync();
        Cut(http, request);
    }

    private static async Task SendAsync(HttpContext http, GraphAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers) http.Response.Headers[name] = value;
        if (answer.Body.Length == 0) return;
        http.Response.ContentType = "application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8";
        http.Response.ContentLength = answer.Body.Length;
        await http.Response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }
}
