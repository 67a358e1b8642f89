using CrmGraph.Persistence;
using CrmGraph.Persistence.Sync;

namespace CrmGraph.Connectors.Contract;

/// <summary>Knows how some of the connectors are, for operators.</summary>
internal interface IConnectorReporter
{
    /// <summary>One line for each of its connectors.</summary>
    Task<IReadOnlyList<Connector>> ReadAsync(CrmDbContext db, CancellationToken cancellationToken);
}

/// <summary>A connection to another system, and how it does.</summary>
/// <param name="Key">What operators call it: the key in the configuration; <c>bus</c> is the message bus.</param>
/// <param name="Kind">What it is, e.g. Webhook.</param>
/// <param name="IsEnabled">Whether it runs: the configuration wants it to, and the other side has not said that it wants nothing any more.</param>
/// <param name="Health">OK; FAILING if the last attempt failed and it goes on trying; DEAD_LETTERS if it has given something up, which somebody has to look at; DISABLED if it does not run.</param>
/// <param name="LastSyncAt">When something last went out or came in.</param>
/// <param name="Backlog">How much is before it, what it has given up included.</param>
/// <param name="LastError">What last failed, unless something went through since.</param>
public sealed record Connector(string Key, string Kind, bool IsEnabled, string Health, DateTimeOffset? LastSyncAt, int Backlog, string? LastError)
{
    /// <summary>The parts that are read one by one, e.g. the folders of mailboxes; empty of connectors that read nothing.</summary>
    public IReadOnlyList<ConnectorSource> Sources { get; init; } = [];
}

/// <summary>A part of another system that is read by itself.</summary>
/// <param name="Name">What it is: the account, the kind, and what it is called there.</param>
/// <param name="State">How it is.</param>
/// <param name="Until">Until when the other side wants to be left alone, while it is THROTTLED.</param>
/// <param name="Seen">How many items have come, each as often as it came.</param>
/// <param name="Stored">How many items were taken over.</param>
/// <param name="Skipped">How many items were left out.</param>
/// <param name="Lag">For how long there may have been something that has not been read; zero if it is up to date.</param>
/// <param name="LastSyncAt">When it was last read up to the end.</param>
/// <param name="LastError">What failed last; null if something went well since.</param>
public sealed record ConnectorSource(
    string Name, SyncState State, DateTimeOffset? Until, int Seen, int Stored, int Skipped, TimeSpan Lag, DateTimeOffset? LastSyncAt, string? LastError);
