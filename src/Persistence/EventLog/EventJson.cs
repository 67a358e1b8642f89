using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using CrmGraph.Domain.Shared;

namespace CrmGraph.Persistence.EventLog;

/// <summary>Writes what the log keeps of events, with names and values as the API shows them.</summary>
internal sealed class EventJson(EventNames names)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<Type, (string Name, PropertyInfo Property)[]> _fields = new();

    /// <summary>The values of an event, without its time and its subject, which have places of their own.</summary>
    internal string DataOf(IDomainEvent happened, IEntityId subject) => Write(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, property) in _fields.GetOrAdd(happened.GetType(), FieldsOf))
        {
            var value = property.GetValue(happened);
            if (value is null || value.Equals(subject)) continue;
            writer.WritePropertyName(name);
            WriteValue(writer, value);
        }
        writer.WriteEndObject();
    });

    /// <summary>A list of changes.</summary>
    internal string ChangesOf(IReadOnlyCollection<FieldChange> changes) => changes.Count == 0 ? "[]" : Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("field", change.Field);
            writer.WritePropertyName("before");
            WriteValue(writer, change.Before);
            writer.WritePropertyName("after");
            WriteValue(writer, change.After);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    /// <summary>Whether values of a type can be told.</summary>
    internal static bool Knows(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum || plain.IsPrimitive || plain.IsAssignableTo(typeof(IEntityId)) || plain == typeof(string) || plain == typeof(decimal) || plain == typeof(Money)
            || plain == typeof(DateTimeOffset) || plain == typeof(DateOnly) || plain == typeof(TimeSpan) || plain.IsAssignableTo(typeof(IEnumerable<string>));
    }

    private void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case IEntityId id: writer.WriteStringValue(names.IdOf(id)); break;
            case Enum choice: writer.WriteStringValue(JsonNamingPolicy.SnakeCaseUpper.ConvertName(choice.ToString())); break;
            case string text: writer.WriteStringValue(text); break;
            case bool yes: writer.WriteBooleanValue(yes); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case Money money: WriteMoney(writer, money); break;
            case DateTimeOffset moment: writer.WriteStringValue(moment.UtcDateTime); break;
            case DateOnly day: writer.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case TimeSpan span: writer.WriteStringValue(XmlConvert.ToString(span)); break;
            case IEnumerable values: WriteList(writer, values); break;
            default: throw new InvalidOperationException($"The log cannot tell values of type {value.GetType().Name}.");
        }
    }

    private static void WriteMoney(Utf8JsonWriter writer, Money money)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", money.Amount.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("currency", money.Currency);
        writer.WriteEndObject();
    }

    private void WriteList(Utf8JsonWriter writer, IEnumerable values)
    {
        writer.WriteStartArray();
        foreach (var value in values) WriteValue(writer, value);
        writer.WriteEndArray();
    }

    private static (string Name, PropertyInfo Property)[] FieldsOf(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.Name != nameof(IDomainEvent.At))
            .Select(p => (EventNames.FieldOf(p.Name, p.PropertyType), p)),
    ];

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Options)) write(writer);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}

/// <summary>What a commit changed of one field.</summary>
/// <param name="Field">The field, as the API names it.</param>
/// <param name="Before">The value that it had.</param>
/// <param name="After">The value that it has.</param>
internal sealed record FieldChange(string Field, object? Before, object? After);
