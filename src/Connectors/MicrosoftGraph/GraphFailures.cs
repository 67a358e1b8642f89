using System.Text.RegularExpressions;
using Azure.Identity;
using CrmGraph.Connectors.Contract;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace CrmGraph.Connectors.MicrosoftGraph;

/// <summary>What the exceptions of the client mean. What Graph writes is not repeated but for its code: it may name people.</summary>
internal static partial class GraphFailures
{
    /// <summary>The result of a step that ended so; null if it is none of Graph's.</summary>
    internal static SyncResult? ResultOf(Exception failure) => failure switch
    {
        GraphThrottledException throttled => new SyncResult.Throttled(throttled.Until),
        ApiException api when IsSyncStateLost(api) => new SyncResult.Resync(),
        ApiException api => new SyncResult.Failed(Describe(api)),
        CertificateOutdatedException outdated => new SyncResult.Failed($"No token: {outdated.Message}"),
        AuthenticationFailedException refused => new SyncResult.Failed(NoToken(LoginCodeIn(refused.Message))),
        HttpRequestException http => new SyncResult.Failed($"The request failed ({http.HttpRequestError})."),
        IOException => new SyncResult.Failed("The connection was cut."),
        OperationCanceledException => new SyncResult.Failed("No answer in time."),
        System.Text.Json.JsonException => new SyncResult.Failed("The answer cannot be read."),
        _ => null,
    };

    /// <summary>Whether what was asked for is not there.</summary>
    internal static bool IsMissing(ApiException api) => api.ResponseStatusCode == 404;

    /// <summary>The code of Graph's error, if it is one.</summary>
    internal static string? CodeOf(ApiException api) => api is ODataError { Error.Code: { } code } && Code().IsMatch(code) ? code : null;

    /// <summary>The code in what the login service wrote, by which its documentation explains the refusal; null if there is none.</summary>
    internal static string? LoginCodeIn(string text) => LoginCode().Match(text) is { Success: true } code ? code.Value : null;

    private static string NoToken(string? code) =>
        $"No token: the tenant, the app, its secret or its certificate is not accepted{(code is null ? "" : $" ({code})")}.";

    private static bool IsSyncStateLost(ApiException api) => api.ResponseStatusCode == 410
        || (api.ResponseStatusCode is >= 400 and < 500 && CodeOf(api) is { } code && (code.Equals("SyncStateNotFound", StringComparison.OrdinalIgnoreCase) || code.Equals("resyncRequired", StringComparison.OrdinalIgnoreCase)));

    private static string Describe(ApiException api) => CodeOf(api) is { } code ? $"HTTP {api.ResponseStatusCode} {code}." : $"HTTP {api.ResponseStatusCode}.";

    [GeneratedRegex("AADSTS[0-9]{4,9}")]
    private static partial Regex LoginCode();

    [GeneratedRegex("^[A-Za-z_.]{1,60}$")]
    private static partial Regex Code();
}
