using System.Text.Json;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;
using CrmGraph.Persistence.EventLog;

namespace CrmGraph.Api.Events;

/// <summary>Reads the values that the log keeps of an event.</summary>
internal static class LoggedData
{
    /// <summary>The values, by the names that clients see.</summary>
    internal static JsonElement Values(this LoggedEvent happened) => JsonElement.Parse(happened.Data);

    /// <summary>An id that the event always has.</summary>
    internal static TId Id<TId>(this JsonElement values, string name)
        where TId : struct, IEntityId =>
        values.OptionalId<TId>(name) ?? throw new InvalidOperationException($"The event has no {name}.");

    /// <summary>An id that the event may have.</summary>
    internal static TId? OptionalId<TId>(this JsonElement values, string name)
        where TId : struct, IEntityId =>
        values.TryGetProperty(name, out var text) && NodeId.TryDecode(text.GetString() ?? "", out _, out var id) ? (TId)Activator.CreateInstance(typeof(TId), id)! : null;
}
