using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CrmGraph.Persistence.Conventions;

/// <summary>Stores an immutable value, such as a list of rules, as JSON. It is read and replaced as a whole, and never searched by its parts.</summary>
internal sealed class JsonConverter<T>() : ValueConverter<T, string>(value => Write(value), json => Read(json))
    where T : class
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>Values are never changed in place, so that the same object is the same value, and needs no copy to be compared with.</summary>
    internal static ValueComparer<T> Comparer { get; } = new((a, b) => ReferenceEquals(a, b), value => value.GetHashCode(), value => value);

    private static string Write(T value) => JsonSerializer.Serialize(value, Options);

    private static T Read(string json) =>
        JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidOperationException($"A stored {typeof(T).Name} is the JSON null.");
}
