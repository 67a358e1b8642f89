using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CrmGraph.GraphQL.AspNetCore.Http;

/// <summary>Which response formats the <c>Accept</c> header allows.</summary>
/// <param name="Json">The content type for a single response; null if no JSON is accepted.</param>
/// <param name="EventStream">Whether <c>text/event-stream</c> is accepted.</param>
/// <param name="StreamFirst">Whether everything goes out as an event stream, because it is preferred to JSON.</param>
internal readonly record struct AcceptedFormats(string? Json, bool EventStream, bool StreamFirst)
{
    public const string PlainJson = "application/json; charset=utf-8";
    public const string GraphQLJson = "application/graphql-response+json; charset=utf-8";

    /// <summary>Whether nothing that can be answered with is accepted.</summary>
    public bool None => Json is null && !EventStream;

    /// <summary>The content type for errors that come before any response.</summary>
    public string ErrorType => Json ?? PlainJson;

    /// <summary>Reads the header. Without one, and for wildcards, plain JSON is the answer.</summary>
    public static AcceptedFormats Of(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept) || (accept.Count == 1 && accept[0] is "*/*" or "application/json"))
            return new AcceptedFormats(PlainJson, false, false);
        if (accept.Count == 1 && accept[0] == "application/graphql-response+json")
            return new AcceptedFormats(GraphQLJson, false, false);
        return MediaTypeHeaderValue.TryParseList(accept, out var entries) ? Of(entries) : default;
    }

    private static AcceptedFormats Of(IList<MediaTypeHeaderValue> entries)
    {
        Preference? plain = null, graphQL = null, stream = null, wildcard = null;
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            var preference = new Preference(entry.Quality ?? 1, i);
            if (entry.Charset.HasValue && !entry.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                continue;
            if (Is(entry, "application/json"))
                plain ??= preference;
            else if (Is(entry, "application/graphql-response+json"))
                graphQL ??= preference;
            else if (Is(entry, "text/event-stream"))
                stream ??= preference;
            else if (entry.MatchesAllTypes || Is(entry, "application/*"))
                wildcard ??= preference;
        }

        var json = Choose(plain ?? wildcard, graphQL ?? (plain is { Quality: 0 } ? wildcard : null), out var best);
        var streams = stream is { Quality: > 0 };
        return new AcceptedFormats(json, streams, streams && (json is null || stream!.Value.IsBefore(best)));
    }

    private static string? Choose(Preference? plain, Preference? graphQL, out Preference best)
    {
        var plainAllowed = plain is { Quality: > 0 };
        var graphQLAllowed = graphQL is { Quality: > 0 };
        var graphQLWins = graphQLAllowed && (!plainAllowed || graphQL!.Value.IsBefore(plain!.Value));
        best = (graphQLWins ? graphQL : plain) ?? default;
        return graphQLWins ? GraphQLJson : plainAllowed ? PlainJson : null;
    }

    private static bool Is(MediaTypeHeaderValue entry, string mediaType) => entry.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase);

    private readonly record struct Preference(double Quality, int Index)
    {
        public bool IsBefore(Preference other) => Quality > other.Quality || (Quality == other.Quality && Index < other.Index);
    }
}
