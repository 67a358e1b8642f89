using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmGraph.Connectors.Erp.Tryton;

/// <summary>
/// Tryton's JSON-RPC 1.0: requests have exactly the members id, method and params, and the last parameter is the context. It logs in once,
/// and again when the session is over; a log-in that was refused is not tried again for a while, since Tryton locks the name after some.
/// </summary>
internal sealed class TrytonClient : IDisposable
{
    // Tryton forgets wrong passwords after five minutes
    private static readonly TimeSpan LoginPause = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LoginLock = TimeSpan.FromMinutes(5);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TrytonOptions _options;
    private readonly TimeProvider _time;
    private readonly ErpRequests _requests;
    private readonly SemaphoreSlim _loggingIn = new(1);
    private Session? _session;
    private DateTimeOffset _refusedUntil;

    /// <summary>A client of one server.</summary>
    internal TrytonClient(TrytonOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _requests = new ErpRequests(options.RequestTimeout, time, [options.Password]);
    }

    /// <summary>Calls a method of a model, such as <c>model.sale.sale.read</c>; the context is added.</summary>
    /// <param name="method">The method.</param>
    /// <param name="arguments">Its parameters without the context.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="withInactive">Whether searches find records that have been deactivated.</param>
    /// <returns>What it answers.</returns>
    internal async Task<JsonNode?> CallAsync(string method, JsonArray arguments, CancellationToken cancellationToken, bool withInactive = false)
    {
        var session = await SessionAsync(null, cancellationToken);
        var answer = await SendAsync(session, method, WithContext(arguments, session, withInactive), cancellationToken);
        if (answer.Status == 401)
        {
            // the session is over, and nothing was done
            session = await SessionAsync(session, cancellationToken);
            answer = await SendAsync(session, method, WithContext(arguments, session, withInactive), cancellationToken);
            if (answer.Status == 401) throw new ErpException(ErpFailure.Refused, "Tryton does not take the session that it has just opened (HTTP 401).", 401);
        }
        return Result(answer, method);
    }

    /// <summary>The company that sells: the configured one, else that of the user.</summary>
    internal async Task<int> CompanyAsync(CancellationToken cancellationToken) => (await SessionAsync(null, cancellationToken)).Company;

    /// <inheritdoc/>
    public void Dispose()
    {
        _requests.Dispose();
        _loggingIn.Dispose();
    }

    private async Task<Session> SessionAsync(Session? over, CancellationToken cancellationToken)
    {
        if (_session is { } known && known != over) return known;
        if (!_options.Enabled) throw new ErpException(ErpFailure.NotSent, "The connector is disabled; set Enabled.");
        await _loggingIn.WaitAsync(cancellationToken);
        try
        {
            if (_session is { } fresh && fresh != over) return fresh;
            return _session = await LogInAsync(cancellationToken);
        }
        finally
        {
            _loggingIn.Release();
        }
    }

    private async Task<Session> LogInAsync(CancellationToken cancellationToken)
    {
        if (_refusedUntil - _time.GetUtcNow() is { Ticks: > 0 } left) throw LoginRefused(left);
        var answer = await SendLoginAsync(cancellationToken);
        if (answer.Status == 401 || Error(answer) is ["LoginException", ..])
        {
            _refusedUntil = _time.GetUtcNow() + LoginPause;
            throw LoginRefused(LoginPause);
        }
        if (Result(answer, "common.db.login") is not JsonArray { Count: >= 2 } opened) throw new ErpException(ErpFailure.Refused, "Tryton's answer to the log-in cannot be read; is the address that of a Tryton server?", answer.Status);
        var authorization = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.User}:{opened[0]}:{opened[1]}"));
        var session = new Session(new AuthenticationHeaderValue("Session", authorization), 0);
        return session with { Company = _options.Company ?? await CompanyOfUserAsync(session, cancellationToken) };
    }

    private async Task<ErpAnswer> SendLoginAsync(CancellationToken cancellationToken)
    {
        var parameters = new JsonArray(_options.User, new JsonObject { ["password"] = _options.Password }, _options.Language);
        try
        {
            return await SendAsync(null, "common.db.login", parameters, cancellationToken);
        }
        catch (ErpException failure) when (failure.Kind == ErpFailure.Throttled)
        {
            throw new ErpException(ErpFailure.Throttled, $"Tryton takes no log-in of {_options.User} for a while, after wrong passwords (HTTP 429).", failure.StatusCode, failure.RetryAfter ?? LoginLock);
        }
    }

    private async Task<int> CompanyOfUserAsync(Session session, CancellationToken cancellationToken)
    {
        var preferences = Result(await SendAsync(session, "model.res.user.get_preferences", [true, new JsonObject()], cancellationToken), "model.res.user.get_preferences");
        return preferences?["company"]?.GetValue<int?>()
            ?? throw new ErpException(ErpFailure.Refused, $"The Tryton user {_options.User} has no company; give it one, or name one in the setting Company.");
    }

    private ErpException LoginRefused(TimeSpan pause) => new(
        ErpFailure.Refused, $"Tryton refuses the log-in of {_options.User} to the database {_options.Database}: wrong user or password, or the user is deactivated.", 401, pause);

    private JsonArray WithContext(JsonArray arguments, Session session, bool withInactive)
    {
        var context = new JsonObject { ["company"] = session.Company, ["language"] = _options.Language };
        if (withInactive) context["active_test"] = false;
        return [.. arguments.Select(a => a?.DeepClone()), context];
    }

    private Task<ErpAnswer> SendAsync(Session? session, string method, JsonArray parameters, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["id"] = 1, ["method"] = method, ["params"] = parameters };
        var address = new Uri($"{_options.Url!.TrimEnd('/')}/{Uri.EscapeDataString(_options.Database!)}/");
        return _requests.PostAsync(address, body.ToJsonString(Readable), headers => headers.Authorization = session?.Authorization, cancellationToken);
    }

    private JsonNode? Result(ErpAnswer answer, string method)
    {
        if (!answer.IsSuccess) throw _requests.Failure(answer, answer.Status == 403 ? $"Tryton does not offer {method}; is the module for it activated?" : null);
        if (Parse(answer) is not JsonObject body || !(body.ContainsKey("result") || body["error"] is not null))
            throw new ErpException(ErpFailure.Unknown, $"Tryton's answer to {method} cannot be read.", answer.Status);
        if (Error(answer) is not { } error) return body["result"];
        var said = _requests.Quote(string.Join(" ", error.Skip(1).Where(t => t.Length > 0)));
        throw error[0] switch
        {
            "UserError" => new ErpException(ErpFailure.Refused, $"Tryton: {said}", answer.Status),
            "UserWarning" => new ErpException(ErpFailure.Refused, $"Tryton warns and waits for somebody to accept it: {said}", answer.Status),
            "ConcurrencyException" => new ErpException(ErpFailure.NotSent, "Tryton: somebody else has changed the record at the same moment.", answer.Status),
            // no code tells a dead database, which may have committed before it died, from a mistake
            _ => new ErpException(ErpFailure.Unknown, $"Tryton failed: {_requests.Quote(error[0])}", answer.Status),
        };
    }

    // ["UserError", [message, description, domain]], ["UserWarning", [name, message, description]] or [text, ""]
    private static List<string>? Error(ErpAnswer answer)
    {
        if (Parse(answer) is not JsonObject body || body["error"] is not JsonArray { Count: > 0 } error) return null;
        // the domain can be as long as a book
        var details = error.Count > 1 && error[1] is JsonArray more ? more.Take(2) : error.Skip(1);
        return [error[0]?.ToString() ?? "", .. details.Select(d => d?.ToString() ?? "")];
    }

    private static JsonNode? Parse(ErpAnswer answer)
    {
        try
        {
            return JsonNode.Parse(answer.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Session(AuthenticationHeaderValue Authorization, int Company);
}
