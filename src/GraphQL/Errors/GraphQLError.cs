using System.Collections.Immutable;

namespace CrmGraph.GraphQL.Errors;

/// <summary>An entry of the response's <c>errors</c> (spec 7.1.2). Phases return errors as data; only resolvers throw.</summary>
public sealed class GraphQLError(string message)
{
    /// <summary>What is wrong and, where that helps, what to change.</summary>
    public string Message { get; } = message;

    /// <summary>Places in the document; empty if the error has none.</summary>
    public ImmutableArray<SourceLocation> Locations { get; init; } = [];

    /// <summary>Response keys (string) and list indexes (int) from the root to the field at fault; null if the error belongs to no field.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    /// <summary>Stable code, written as <c>extensions.code</c>; see <see cref="ErrorCodes"/>.</summary>
    public string? Code { get; init; }

    /// <summary>Further entries of <c>extensions</c>: strings, numbers, booleans, null, lists and string-keyed dictionaries of them.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Locations.Length == 0 ? Message : $"{Message} ({string.Join(", ", Locations.Select(l => $"{l.Line}:{l.Column}"))})";
}
