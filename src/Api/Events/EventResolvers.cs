using System.Text.Json;
using CrmGraph.Domain.Security;
using CrmGraph.GraphQL.Execution;
using CrmGraph.Persistence;

namespace CrmGraph.Api.Events;

/// <summary><c>changes</c>, without the personal data that the caller may not see.</summary>
internal sealed class ChangesResolver : BatchResolver
{
    public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        var caller = batch.Request.Caller<Caller>();
        for (var i = 0; i < batch.Count; i++)
        {
            var logged = ((CrmEvent)batch.Parent(i)).Logged;
            batch.SetResult(i, Of(JsonElement.Parse(logged.Changes), PersonalData.HiddenFrom(caller, logged.Resource)));
        }
        return ValueTask.CompletedTask;
    }

    private static List<FieldChange> Of(JsonElement changes, IReadOnlyCollection<string> hidden)
    {
        List<FieldChange> shown = [];
        foreach (var change in changes.EnumerateArray())
        {
            var field = change.GetProperty("field").GetString()!;
            shown.Add(hidden.Contains(field) ? new FieldChange(field, null, null) : new FieldChange(field, Value(change, "before"), Value(change, "after")));
        }
        return shown;
    }

    private static JsonElement? Value(JsonElement change, string name) => change.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value : null;
}

/// <summary><c>data</c>: ids and figures, no personal data.</summary>
internal sealed class DataResolver : BatchResolver
{
    public override ValueTask ResolveAsync(BatchContext batch, CancellationToken cancellationToken)
    {
        for (var i = 0; i < batch.Count; i++) batch.SetResult(i, JsonElement.Parse(((CrmEvent)batch.Parent(i)).Logged.Data));
        return ValueTask.CompletedTask;
    }
}

/// <summary>Which changed fields hold personal data.</summary>
internal static class PersonalData
{
    private static readonly string[] Addresses = ["email", "phone"];

    /// <summary>The fields of a kind of record whose values a caller may not see.</summary>
    internal static IReadOnlyCollection<string> HiddenFrom(Caller caller, Resource resource) => resource switch
    {
        Resource.Lead when !caller.May(Resource.LeadPersonalData, Access.Read) => Addresses,
        Resource.Contact when !caller.May(Resource.ContactPersonalData, Access.Read) => Addresses,
        _ => [],
    };
}
