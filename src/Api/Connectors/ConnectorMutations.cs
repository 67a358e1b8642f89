using CrmGraph.Api.Schema;
using CrmGraph.Api.Schema.Errors;
using CrmGraph.Connectors.Contract;
using CrmGraph.Connectors.Deliveries;
using CrmGraph.Domain.Security;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Api.Connectors;

/// <summary>What operators do with the connections to other systems.</summary>
internal static class ConnectorMutations
{
    /// <summary>Tries everything again that a connector has given up, from the first attempt on.</summary>
    /// <param name="input">The connector.</param>
    [Needs(Resource.Connector, Access.Change)]
    public static async Task<RetryDeadLettersPayload> RetryDeadLetters(
        RetryDeadLettersInput input, Caller caller, CrmDbContext db, ConnectorOperations operations, ConnectorReport report, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Connector, Access.Change);
        RequireKnown(operations, input.Connector, "connector");
        var count = await operations.RetryDeadAsync(db, input.Connector, cancellationToken);
        return new RetryDeadLettersPayload(await FindAsync(input.Connector, db, report, cancellationToken), count);
    }

    /// <summary>Sends the events after a cursor to a webhook again, those that were delivered too; each keeps its webhook-id.</summary>
    /// <param name="input">The webhook, and from where.</param>
    [Needs(Resource.Connector, Access.Change)]
    public static async Task<ConnectorPayload> ReplayWebhook(
        ReplayWebhookInput input, Caller caller, CrmDbContext db, ConnectorOperations operations, ConnectorReport report, EventCursors cursors, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Connector, Access.Change);
        RequireKnown(operations, input.Endpoint, "endpoint");
        await cursors.PrepareAsync(cancellationToken);
        if (!cursors.TryRead(input.After, out var after)) throw Guard.Invalid("after", "after is no cursor of an event; take one from an event, or from eventCursor.");
        var bounds = await db.ReadBoundsAsync(cancellationToken);
        if (after < bounds.Floor) throw Guard.Invalid("after", $"The events after that cursor are not kept any more; the oldest that can be replayed from is {cursors.Write(bounds.Floor)}.");
        await operations.ReplayAsync(db, input.Endpoint, after, cancellationToken);
        return new ConnectorPayload(await FindAsync(input.Endpoint, db, report, cancellationToken));
    }

    /// <summary>Enables a webhook again that is disabled since it answered 410; it goes on where it was. One that is not disabled stays as it is.</summary>
    /// <param name="input">The webhook.</param>
    [Needs(Resource.Connector, Access.Change)]
    public static async Task<ConnectorPayload> EnableWebhook(
        EnableWebhookInput input, Caller caller, CrmDbContext db, ConnectorOperations operations, ConnectorReport report, CancellationToken cancellationToken)
    {
        caller.Require(Resource.Connector, Access.Change);
        RequireKnown(operations, input.Endpoint, "endpoint");
        await operations.EnableAsync(db, input.Endpoint, cancellationToken);
        return new ConnectorPayload(await FindAsync(input.Endpoint, db, report, cancellationToken));
    }

    private static void RequireKnown(ConnectorOperations operations, string key, string path)
    {
        if (operations.Find(key) is null) throw Refusals.NotFound("connector in the configuration", path);
    }

    private static async Task<Connector> FindAsync(string key, CrmDbContext db, ConnectorReport report, CancellationToken cancellationToken) =>
        (await report.ReadAsync(db, cancellationToken)).Single(c => c.Key == key);
}

/// <summary>What a mutation of a connector answers with.</summary>
/// <param name="Connector">The connector; null if the mutation was refused.</param>
internal sealed record ConnectorPayload(Connector Connector);

/// <summary>What retrying answers with.</summary>
/// <param name="Connector">The connector; null if the mutation was refused.</param>
/// <param name="Count">How many events are tried again.</param>
internal sealed record RetryDeadLettersPayload(Connector Connector, int Count);

/// <summary>A connector whose dead letters are tried again.</summary>
/// <param name="Connector">Its key.</param>
internal sealed record RetryDeadLettersInput(string Connector);

/// <summary>A webhook that gets events again.</summary>
/// <param name="Endpoint">Its key in the configuration.</param>
/// <param name="After">The cursor of an event; exclusive.</param>
internal sealed record ReplayWebhookInput(string Endpoint, string After);

/// <summary>A webhook that is enabled again.</summary>
/// <param name="Endpoint">Its key in the configuration.</param>
internal sealed record EnableWebhookInput(string Endpoint);
