using System.Buffers;
using System.Globalization;
using System.Xml;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>Duration: a length of time, <c>P3DT4H</c>. Years and months are refused: they have no fixed length.</summary>
public sealed class DurationScalar() : TextScalarType<TimeSpan>(
    "Duration",
    "A length of time, ISO 8601: `P3DT4H`, `PT0.5S`, `P2W`, `-PT15M`. Years and months are not accepted, because their length varies.",
    "https://www.rfc-editor.org/rfc/rfc3339#appendix-A")
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <inheritdoc/>
    protected override string Grammar => "an ISO 8601 duration of weeks, days, hours, minutes and seconds";

    /// <inheritdoc/>
    protected override string Format(TimeSpan value) => XmlConvert.ToString(value);

    /// <inheritdoc/>
    protected override bool TryParse(string text, out TimeSpan value)
    {
        value = default;
        var rest = text.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative)
            rest = rest[1..];
        if (!rest.StartsWith("P") || rest.Length < 3 || text.Length > 64)
            return false;
        rest = rest[1..];
        Int128 ticks = 0;
        var units = "WD".AsSpan();
        var inTime = false;
        while (rest.Length > 0)
        {
            if (rest[0] == 'T')
            {
                if (inTime || rest.Length == 1)
                    return false;
                inTime = true;
                units = "HMS";
                rest = rest[1..];
                continue;
            }

            var digits = rest.IndexOfAnyExcept(NumberCharacters);
            if (digits < 1)
                return false;
            var unit = units.IndexOf(rest[digits]);
            if (unit < 0 || !TryTicks(rest[..digits], rest[digits], ref ticks))
                return false;
            units = units[(unit + 1)..];
            rest = rest[(digits + 1)..];
        }

        if (negative)
            ticks = -ticks;
        if (ticks < long.MinValue || ticks > long.MaxValue)
            return false;
        value = new TimeSpan((long)ticks);
        return true;
    }

    /// <summary>Adds a component; a fraction is allowed for seconds only, with at most the seven digits that a tick can hold.</summary>
    private static bool TryTicks(ReadOnlySpan<char> number, char unit, ref Int128 ticks)
    {
        var perUnit = unit switch
        {
            'W' => TimeSpan.TicksPerDay * 7,
            'D' => TimeSpan.TicksPerDay,
            'H' => TimeSpan.TicksPerHour,
            'M' => TimeSpan.TicksPerMinute,
            _ => TimeSpan.TicksPerSecond,
        };
        var point = number.IndexOf('.');
        var whole = point < 0 ? number : number[..point];
        if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;
        ticks += (Int128)count * perUnit;
        if (point < 0)
            return true;
        var fraction = number[(point + 1)..];
        if (unit != 'S' || fraction.Length is 0 or > 7 || !int.TryParse(fraction, NumberStyles.None, CultureInfo.InvariantCulture, out var part))
            return false;
        for (var i = fraction.Length; i < 7; i++)
            part *= 10;
        ticks += part;
        return true;
    }
}
