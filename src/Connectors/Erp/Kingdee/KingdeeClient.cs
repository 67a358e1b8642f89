using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmGraph.Connectors.Erp.Mapping;

namespace CrmGraph.Connectors.Erp.Kingdee;

/// <summary>Calls the WebAPI of a Kingdee 云星空 in a session that is kept, and renewed once for a request that finds it lost.</summary>
internal sealed class KingdeeClient : IDisposable
{
    private const string Forms = "Kingdee.BOS.WebApi.ServicesStub.DynamicFormService";
    private const string SignIns = "Kingdee.BOS.WebApi.ServicesStub.AuthService";

    private readonly KingdeeOptions _options;
    private readonly TimeProvider _time;
    private readonly ErpRequests _requests;
    private readonly string _root;
    private readonly SemaphoreSlim _signingIn = new(1);
    private string? _session;

    internal KingdeeClient(KingdeeOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _requests = new ErpRequests(options.RequestTimeout, time, [options.Password, options.AppSecret, options.AppId is { } id ? KingdeeSignature.ClientSecretOf(id) : null]);
        _root = $"{options.Url?.TrimEnd('/')}/K3Cloud/";
    }

    /// <summary>Does something with a form: Save, Submit, Audit, Delete. What a refusal means is left to the caller.</summary>
    internal Task<KingdeeAnswer> TryAsync(string operation, string form, JsonNode data, CancellationToken cancellationToken) =>
        SendAsync(operation, [form, ErpJson.Text(data)], cancellationToken);

    /// <summary>Asks for fields of documents; a row is an array in the order of the fields.</summary>
    internal async Task<IReadOnlyList<JsonElement>> QueryAsync(string form, string fields, string filter, CancellationToken cancellationToken)
    {
        var query = new JsonObject
        {
            ["FormId"] = form,
            ["FieldKeys"] = fields,
            ["FilterString"] = filter,
            ["OrderString"] = "",
            ["TopRowCount"] = 0,
            ["StartRow"] = 0,
            ["Limit"] = 100,
        };
        var answer = await SendAsync("ExecuteBillQuery", [ErpJson.Text(query)], cancellationToken);
        if (!answer.IsSuccess) throw Refusal(answer);
        return [.. ((JsonElement?)answer.Result).Items()];
    }

    /// <summary>What a refusal is to the others.</summary>
    internal ErpException Refusal(KingdeeAnswer answer) =>
        new(answer.Failure, string.Create(CultureInfo.InvariantCulture, $"Kingdee refused it (MsgCode {answer.MsgCode}): {_requests.Quote(Clean(answer.Message))}"), 200);

    /// <inheritdoc/>
    public void Dispose()
    {
        _requests.Dispose();
        _signingIn.Dispose();
    }

    private async Task<KingdeeAnswer> SendAsync(string operation, JsonArray parameters, CancellationToken cancellationToken)
    {
        var body = Envelope(parameters);
        var session = await SessionAsync(null, cancellationToken);
        var answer = await SendAsync($"{Forms}.{operation}", body, session, cancellationToken);
        if (!answer.IsSessionLost || session is null) return answer;
        session = await SessionAsync(session, cancellationToken);
        return await SendAsync($"{Forms}.{operation}", body, session, cancellationToken);
    }

    private async Task<KingdeeAnswer> SendAsync(string service, string body, string? session, CancellationToken cancellationToken)
    {
        var answer = await PostAsync(service, body, session, cancellationToken);
        // a status is no answer of the application, but of what is before it
        if (!answer.IsSuccess) throw _requests.Failure(answer, Clean(answer.Body));
        return KingdeeAnswer.Read(answer.Body)
            ?? throw new ErpException(ErpFailure.Unknown, $"The answer is none of Kingdee's: {_requests.Quote(Clean(answer.Body))}", answer.Status);
    }

    private Task<ErpAnswer> PostAsync(string service, string body, string? session, CancellationToken cancellationToken)
    {
        var address = new Uri($"{_root}{service}.common.kdsvc");
        return _requests.PostAsync(
            address,
            body,
            headers =>
            {
                if (_options.SignIn == KingdeeSignIn.SignedHeaders) KingdeeSignature.Sign(headers, _options, address.AbsolutePath, _time.GetUtcNow());
                else if (session is not null) headers.Add("kdservice-sessionid", session);
            },
            cancellationToken);
    }

    // one sign-in at a time; whoever waited takes the session of the one before
    private async Task<string?> SessionAsync(string? lost, CancellationToken cancellationToken)
    {
        if (_options.SignIn == KingdeeSignIn.SignedHeaders) return null;
        await _signingIn.WaitAsync(cancellationToken);
        try
        {
            if (_session is null || _session == lost) _session = await SignInAsync(cancellationToken);
            return _session;
        }
        finally
        {
            _signingIn.Release();
        }
    }

    private async Task<string> SignInAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (service, parameters) = SignIn();
            var answer = await PostAsync($"{SignIns}.{service}", Envelope(parameters), null, cancellationToken);
            var json = answer.IsSuccess ? ErpJson.Read(answer.Body) : null;
            // -5: signed in, and the password is about to expire
            if (json?.Member("LoginResultType").AsNumber() is 1 or -5 && json?.Member("KDSVCSessionId").AsText() is { Length: > 0 } session) return session;
            var said = _requests.Quote(json?.Member("Message").AsText());
            throw new ErpException(answer.Status >= 500 ? ErpFailure.NotSent : ErpFailure.Refused, $"Signing in to Kingdee ({_options.SignIn}) failed with HTTP {answer.Status}{(said.Length > 0 ? $": {said}" : ".")}", answer.Status);
        }
        catch (ErpException failure) when (failure.Kind == ErpFailure.Unknown)
        {
            // what was to be done has not left yet
            throw new ErpException(ErpFailure.NotSent, $"Signing in to Kingdee failed: {failure.Message}", failure.StatusCode, failure.RetryAfter, failure);
        }
    }

    private (string Service, JsonArray Parameters) SignIn()
    {
        var (account, user, language) = (_options.AccountId!, _options.User!, _options.Language);
        if (_options.SignIn == KingdeeSignIn.Password) return ("ValidateUser", [account, user, _options.Password, language]);
        var (appId, secret) = (_options.AppId!, _options.AppSecret!);
        if (_options.SignIn == KingdeeSignIn.AppSecret) return ("LoginByAppSecret", [account, user, appId, secret, language]);
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        var sign = KingdeeSignature.OfSignIn(account, user, appId, secret, timestamp.ToString(CultureInfo.InvariantCulture));
        return ("LoginBySign", [account, user, appId, timestamp, sign, language]);
    }

    private string Envelope(JsonArray parameters) => ErpJson.Text(new JsonObject
    {
        ["format"] = 1,
        ["useragent"] = "ApiClient",
        ["rid"] = 1,
        ["parameters"] = ErpJson.Text(parameters),
        ["timestamp"] = _time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ["v"] = "1.0",
    });

    private string Clean(string text) => _session is { } session ? text.Replace(session, "***", StringComparison.Ordinal) : text;
}
