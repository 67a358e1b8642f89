using System.Globalization;
using System.Text.Json;
using CrmGraph.Testing.Emulators.MicrosoftGraph.Http;

namespace CrmGraph.Testing.Emulators.MicrosoftGraph.Calendar;

/// <summary>Times of events: without an offset, beside the name of a time zone, as Windows or IANA calls it.</summary>
internal static class EventTimes
{
    private static readonly Dictionary<string, string> Windows = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UTC"] = "Etc/UTC",
        ["China Standard Time"] = "Asia/Shanghai",
        ["Tokyo Standard Time"] = "Asia/Tokyo",
        ["W. Europe Standard Time"] = "Europe/Berlin",
        ["GMT Standard Time"] = "Europe/London",
        ["Eastern Standard Time"] = "America/New_York",
        ["Pacific Standard Time"] = "America/Los_Angeles",
    };

    internal static void WriteTime(this Utf8JsonWriter w, string name, DateTimeOffset at, string zone)
    {
        w.WriteStartObject(name);
        w.WriteString("dateTime", TimeZoneInfo.ConvertTime(at, Zone(zone)).DateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
        w.WriteString("timeZone", zone);
        w.WriteEndObject();
    }

    internal static DateTimeOffset? ReadTime(this JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Object) return null;
        if (!DateTime.TryParse(value.Text("dateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at)) throw new GraphRefusal(400, "ErrorPropertyValidationFailure", $"The time in '{name}' is not valid.");
        if (at.Kind == DateTimeKind.Utc) return new DateTimeOffset(at);
        return TimeZoneInfo.ConvertTimeToUtc(at, Zone(value.Text("timeZone") ?? "UTC"));
    }

    /// <summary>Midnight UTC of the date of a time.</summary>
    internal static DateTimeOffset? Date(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object && DateTime.TryParse(value.Text("dateTime"), CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? new DateTimeOffset(at.Date, TimeSpan.Zero)
            : null;

    /// <summary>A time in a query, UTC unless it has an offset.</summary>
    internal static DateTimeOffset Parameter(GraphRequest request, string name) =>
        request.Query.TryGetValue(name, out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new GraphRefusal(400, "ErrorInvalidParameter", $"This request requires a time window specified by the query string parameters StartDateTime and EndDateTime; '{name}' is missing or not a time.");

    private static TimeZoneInfo Zone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(Windows.GetValueOrDefault(name, name), out var zone) ? zone : throw new GraphRefusal(400, "TimeZoneNotSupportedException", $"The time zone '{name}' is not supported.");
}
