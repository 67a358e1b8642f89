using System.Collections.Immutable;
using CrmGraph.GraphQL.EntityFrameworkCore.Filtering;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Connections;

/// <summary>What a client asks of a connection.</summary>
internal sealed class ConnectionArguments
{
    /// <summary>How many items a page has if the client does not say.</summary>
    public const int DefaultPage = 25;

    /// <summary>How many items a page may have.</summary>
    public const int LargestPage = 100;

    private const int MostSortKeys = 8;

    /// <summary>Reads the coerced arguments.</summary>
    /// <param name="values">The arguments of the field.</param>
    /// <param name="start">Where those of <see cref="ConnectionTypes.Arguments"/> begin.</param>
    /// <exception cref="Errors.GraphQLException">BAD_USER_INPUT: they contradict each other or exceed a limit.</exception>
    public ConnectionArguments(object?[] values, int start = 0)
    {
        var first = Size(values[start], "first");
        var last = Size(values[start + 2], "last");
        if (first is not null && last is not null)
            throw FilterCompiler.Refusal("Give either \"first\" or \"last\", not both.");
        IsBackward = last is not null;
        Limit = first ?? last ?? DefaultPage;
        After = Given(values[start + 1]) as string;
        Before = Given(values[start + 3]) as string;
        Where = Given(values[start + 4]) as InputObjectValue;
        Order = Given(values[start + 5]) is System.Collections.IEnumerable order ? [.. order.Cast<InputObjectValue>()] : [];
        if (Order.Length > MostSortKeys)
            throw FilterCompiler.Refusal($"\"order\" takes at most {MostSortKeys} entries.");
    }

    /// <summary>Whether the page is cut from the end.</summary>
    public bool IsBackward { get; }

    /// <summary>How many items the page has at most.</summary>
    public int Limit { get; }

    /// <summary>The cursor that the page begins behind, if any.</summary>
    public string? After { get; }

    /// <summary>The cursor that the page ends in front of, if any.</summary>
    public string? Before { get; }

    /// <summary>Which items, if not all.</summary>
    public InputObjectValue? Where { get; }

    /// <summary>The sort keys; empty for the list's own order.</summary>
    public ImmutableArray<InputObjectValue> Order { get; }

    private static int? Size(object? value, string name) => Given(value) switch
    {
        null => null,
        int size and >= 0 and <= LargestPage => size,
        var other => throw FilterCompiler.Refusal($"\"{name}\" must be between 0 and {LargestPage}; it is {other}."),
    };

    private static object? Given(object? value) => ReferenceEquals(value, InputObjectValue.Absent) ? null : value;
}
