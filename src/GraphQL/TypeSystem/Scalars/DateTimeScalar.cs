using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CrmGraph.GraphQL.Json;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>
/// DateTime: a moment. Read with any offset, written in UTC with <c>Z</c>; fractions of a second as far as they are not zero, at most seven digits.
/// </summary>
public sealed class DateTimeScalar() : TextScalarType<DateTimeOffset>(
    "DateTime",
    "A moment in time, RFC 3339: `2026-03-01T08:30:00Z`. Any offset is accepted; answers are in UTC. At most seven digits of a second's fraction.",
    "https://scalars.graphql.org/chillicream/date-time.html")
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz",
        .. Enumerable.Range(1, 7).Select(digits => $"yyyy-MM-dd'T'HH:mm:ss.{new string('f', digits)}zzz"),
    ];

    /// <inheritdoc/>
    protected override string Grammar => "an RFC 3339 date and time with offset";

    /// <inheritdoc/>
    public override bool TryWrite(DateTimeOffset value, JsonBuffer buffer, [NotNullWhen(false)] out string? error)
    {
        // Digits by hand: a custom format string is interpreted for every value and costs several times as much.
        var utc = value.UtcDateTime;
        var text = buffer.GetSpan(32);
        text[0] = (byte)'"';
        Digits(text, 1, utc.Year, 4);
        text[5] = (byte)'-';
        Digits(text, 6, utc.Month, 2);
        text[8] = (byte)'-';
        Digits(text, 9, utc.Day, 2);
        text[11] = (byte)'T';
        Digits(text, 12, utc.Hour, 2);
        text[14] = (byte)':';
        Digits(text, 15, utc.Minute, 2);
        text[17] = (byte)':';
        Digits(text, 18, utc.Second, 2);
        var end = 20;
        var fraction = (int)(utc.Ticks % TimeSpan.TicksPerSecond);
        if (fraction != 0)
        {
            text[20] = (byte)'.';
            Digits(text, 21, fraction, 7);
            end = 28;
            while (text[end - 1] == '0')
                end--;
        }

        text[end] = (byte)'Z';
        text[end + 1] = (byte)'"';
        buffer.Advance(end + 2);
        error = null;
        return true;
    }

    /// <inheritdoc/>
    protected override bool TryParse(string text, out DateTimeOffset value)
    {
        value = default;

        // RFC 3339 allows lower-case t and z, and knows no offset without a colon.
        var upper = text.Length <= 40 ? text.ToUpperInvariant() : "";
        if (upper.EndsWith('Z'))
            upper = upper[..^1] + "+00:00";
        return upper.Length > 6 && upper[^3] == ':' && upper[^6] is '+' or '-'
            && DateTimeOffset.TryParseExact(upper, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    /// <inheritdoc/>
    protected override string Format(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    protected override bool TryConvert(object value, out DateTimeOffset converted, [NotNullWhen(false)] out string? error)
    {
        if (value is not DateTime { Kind: not DateTimeKind.Unspecified } moment)
            return base.TryConvert(value, out converted, out error);
        converted = new DateTimeOffset(moment);
        error = null;
        return true;
    }

    private static void Digits(Span<byte> text, int at, int value, int count)
    {
        for (var i = at + count - 1; i >= at; i--)
        {
            (value, var digit) = Math.DivRem(value, 10);
            text[i] = (byte)('0' + digit);
        }
    }
}
