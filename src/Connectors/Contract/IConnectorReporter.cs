using CrmGraph.Persistence;

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
public sealed record Connector(string Key, string Kind, bool IsEnabled, string Health, DateTimeOffset? LastSyncAt, int Backlog, string? LastError);
