using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.GraphQL.AspNetCore.Requests;

/// <summary>The key by which a repeat of a mutation is known: the header <c>Idempotency-Key</c>, or <c>idempotencyKey</c> in the request's extensions.</summary>
/// <param name="Value">The key; null if there is none.</param>
/// <param name="Problem">Why it is none that can be used; null if nothing is wrong with it.</param>
internal readonly record struct IdempotencyKey(string? Value, string? Problem)
{
    /// <summary>Whether a response was given again, for clients that want to know.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    private const string Header = "Idempotency-Key";
    private const string Extension = "idempotencyKey";
    private const int Longest = 255;
    private const string Form = "1 to 255 printable ASCII characters";

    /// <summary>The key of an HTTP request.</summary>
    public static IdempotencyKey Of(HttpRequest request, RequestParameters parameters)
    {
        var inBody = Of(parameters);
        var header = request.Headers[Header];
        if (header.Count == 0 || inBody.Problem is not null)
            return inBody;
        if (header.Count > 1)
            return Wrong($"The header {Header} is given more than once.");
        var inHeader = Checked(header.ToString(), $"The header {Header}");
        return inHeader.Problem is null && inBody.Value is { } other && other != inHeader.Value
            ? Wrong($"The header {Header} and extensions.{Extension} differ; give one of them.")
            : inHeader;
    }

    /// <summary>The key that the request itself brings, whatever the transport.</summary>
    public static IdempotencyKey Of(RequestParameters parameters)
    {
        if (parameters.Extensions.ValueKind != JsonValueKind.Object || !parameters.Extensions.TryGetProperty(Extension, out var key) || key.ValueKind == JsonValueKind.Null)
            return default;
        return key.ValueKind == JsonValueKind.String ? Checked(key.GetString()!, $"extensions.{Extension}") : Wrong($"extensions.{Extension} must be a string of {Form}.");
    }

    private static IdempotencyKey Checked(string key, string place) =>
        key.Length is 0 or > Longest || !key.All(c => c is >= ' ' and <= '~') ? Wrong($"{place} must be {Form}.") : new IdempotencyKey(key, null);

    private static IdempotencyKey Wrong(string problem) => new(null, problem);
}
