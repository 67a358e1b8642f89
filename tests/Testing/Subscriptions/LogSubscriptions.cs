using CrmGraph.GraphQL.Configuration;
using CrmGraph.GraphQL.Execution.Subscriptions;

namespace CrmGraph.Testing.Subscriptions;

/// <summary>What a schema has to have.</summary>
[QueryType]
public static class LogQueries
{
    /// <summary>The answer.</summary>
    public static int Answer() => 42;
}

/// <summary>Subscriptions to a scripted log, and to numbers that are published.</summary>
[SubscriptionType]
public static class LogSubscriptions
{
    /// <summary>The entries of the log, without the one that the caller is named after.</summary>
    /// <param name="atLeast">Only to tell subscribers apart.</param>
    /// <param name="label">A text that is not wanted; another place for a variable.</param>
    /// <param name="after">Where to go on.</param>
    /// <param name="log">The log.</param>
    [Subscribe]
    public static ResumableStream<Entry> OnEntry(int? atLeast, string? label, [Cursor] string? after, ScriptedLog log) =>
        log.After(after, (entry, caller) => entry.Position >= (atLeast ?? 0) && entry.Text != label && entry.Text != caller as string);

    /// <summary>The newest number and all after it.</summary>
    /// <param name="hub">Where numbers are published.</param>
    [Subscribe(KeepsLatest = true)]
    public static IAsyncEnumerable<int> OnState(SubscriptionHub hub) => hub.Subscribe<int>();
}
