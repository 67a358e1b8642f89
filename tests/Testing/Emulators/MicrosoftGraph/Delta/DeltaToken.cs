using System.Text.Json;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Delta;

/// <summary>What is inside the opaque part of a nextLink or deltaLink: where the client is, and all parameters of its first call.</summary>
internal sealed record DeltaToken
{
    /// <summary>Grows when a test lets the service forget its sync states.</summary>
    public int Generation { get; init; }

    /// <summary>The position in the change log from which changes are still to be told.</summary>
    public int Position { get; init; }

    /// <summary>The first round that the client is in, if it is.</summary>
    public int? Round { get; init; }

    /// <summary>How many items of the first round it has.</summary>
    public int Offset { get; init; }

    public string? ChangeType { get; init; }

    public string? Select { get; init; }

    public string? Expand { get; init; }

    public DateTimeOffset? Since { get; init; }

    public bool IsSinceExclusive { get; init; }

    public bool IsDescending { get; init; }

    public int? Top { get; init; }

    public DateTimeOffset? Start { get; init; }

    public DateTimeOffset? End { get; init; }

    internal string Encode() => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>The token that a request carries; null on a first call.</summary>
    internal static DeltaToken? Of(GraphRequest request)
    {
        if (!request.Query.TryGetValue("$skiptoken", out var text) && !request.Query.TryGetValue("$deltatoken", out text)) return null;
        try
        {
            return JsonSerializer.Deserialize<DeltaToken>(WebEncoders.Base64UrlDecode(text));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new GraphRefusal(400, "ErrorInvalidUrlQuery", "Badly formed token.");
        }
    }
}
