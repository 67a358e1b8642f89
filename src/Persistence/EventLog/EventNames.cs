using System.Text.Json;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Persistence.EventLog;

/// <summary>How the log names things: as the API does.</summary>
/// <param name="encodeId">Writes the id of an object of a type, for example <c>Opportunity</c>.</param>
public sealed class EventNames(Func<string, Guid, string> encodeId)
{
    /// <summary>The id of an object as clients know it.</summary>
    public string IdOf(IEntityId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return encodeId(TypeOf(id.GetType()), id.Value);
    }

    /// <summary>The id of an object of which type and UUID are known.</summary>
    public string IdOf(string type, Guid id) => encodeId(type, id);

    /// <summary>The object type that a type of ids belongs to: <c>OpportunityId</c> to <c>Opportunity</c>.</summary>
    internal static string TypeOf(Type idType) => idType.Name[..^2];

    /// <summary>The field that shows a property: <c>StageId</c> is <c>stage</c>, <c>NextStep</c> is <c>nextStep</c>.</summary>
    internal static string FieldOf(string property, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var isReference = plain.IsAssignableTo(typeof(IEntityId)) && property.Length > 2 && property.EndsWith("Id", StringComparison.Ordinal);
        return JsonNamingPolicy.CamelCase.ConvertName(isReference ? property[..^2] : property);
    }
}
