using System.Globalization;
using System.Text.Json;
using CrmGraph.GraphQL.EntityFrameworkCore.Nodes;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Connections;

/// <summary>Writes and reads single sort keys, without loss.</summary>
internal static class CursorValue
{
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case Enum name:
                writer.WriteStringValue(name.ToString());
                break;
            case DateTimeOffset moment:
                writer.WriteNumberValue(moment.UtcTicks);
                break;
            case TimeSpan duration:
                writer.WriteNumberValue(duration.Ticks);
                break;
            case Guid id:
                writer.WriteStringValue(id);
                break;
            case double or float:
                writer.WriteStringValue(((IFormattable)value).ToString("R", CultureInfo.InvariantCulture));
                break;
            case DateOnly or TimeOnly or DateTime:
                writer.WriteStringValue(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                break;
            case IConvertible number:
                writer.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteStringValue(TypedId.ValueOf(value));
                break;
        }
    }

    public static object? Read(JsonElement json, Type type)
    {
        if (json.ValueKind == JsonValueKind.Null)
            return !type.IsValueType || Nullable.GetUnderlyingType(type) is not null ? null : throw new FormatException();
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(bool))
            return json.GetBoolean();
        if (target == typeof(DateTimeOffset))
            return new DateTimeOffset(json.GetInt64(), TimeSpan.Zero);
        if (target == typeof(TimeSpan))
            return new TimeSpan(json.GetInt64());
        var text = json.GetString()!;
        if (target.IsEnum)
            return Enum.Parse(target, text);
        if (TypedId.IsId(target))
            return TypedId.Of(Guid.Parse(text), target);
        if (target == typeof(DateOnly))
            return DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
        if (target == typeof(TimeOnly))
            return TimeOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
        if (target == typeof(DateTime))
            return DateTime.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        return Convert.ChangeType(text, target, CultureInfo.InvariantCulture);
    }
}
