using System.Buffers;
using System.Text;

namespace CrmGraph.GraphQL.Language;

/// <summary>Block strings (spec 2.10.4, <c>BlockStringValue</c>), read and written.</summary>
internal static class BlockString
{
    /// <summary>The value of the text between the triple quotes: common indentation and blank first and last lines are gone.</summary>
    public static string Dedent(ReadOnlySpan<byte> raw)
    {
        var commonIndent = int.MaxValue;
        var firstNonBlank = -1;
        var lastNonBlank = -1;
        var index = 0;
        var position = 0;
        while (NextLine(raw, ref position, out var line))
        {
            var indent = line.IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (indent >= 0)
            {
                if (firstNonBlank < 0)
                    firstNonBlank = index;
                lastNonBlank = index;
                if (index > 0 && indent < commonIndent)
                    commonIndent = indent;
            }

            index++;
        }

        if (firstNonBlank < 0)
            return "";
        var buffer = ArrayPool<byte>.Shared.Rent(raw.Length);
        var written = 0;
        position = 0;
        for (index = 0; index <= lastNonBlank && NextLine(raw, ref position, out var line); index++)
        {
            if (index < firstNonBlank)
                continue;
            if (index > firstNonBlank)
                buffer[written++] = (byte)'\n';
            if (index > 0)
                line = line[Math.Min(commonIndent, line.Length)..];
            written += CopyUnescaped(line, buffer.AsSpan(written));
        }

        var value = Encoding.UTF8.GetString(buffer, 0, written);
        ArrayPool<byte>.Shared.Return(buffer);
        return value;
    }

    /// <summary>
    /// Writes a value as a block string; line breaks around the text where it would otherwise read as something else or be long.
    /// </summary>
    public static string Quote(string value)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lines = escaped.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        var looksIndented = lines.Length > 1 && lines.Skip(1).All(line => line.Length == 0 || IsBlank(line[0]));
        var endsInQuotes = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var mustBreakAtEnd = (value.EndsWith('"') && !endsInQuotes) || value.EndsWith('\\');
        var takesLines = lines.Length > 1 || value.Length > 70 || mustBreakAtEnd || endsInQuotes;
        var startsBlank = lines.Length == 1 && value.Length > 0 && IsBlank(value[0]);
        var first = (takesLines && !startsBlank) || looksIndented ? "\n" : "";
        var last = takesLines ? "\n" : "";
        return $"\"\"\"{first}{escaped}{last}\"\"\"";
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';

    // Behind the last line the position is behind the end: an empty last line is a line too.
    private static bool NextLine(ReadOnlySpan<byte> raw, ref int position, out ReadOnlySpan<byte> line)
    {
        if (position > raw.Length)
        {
            line = default;
            return false;
        }

        var rest = raw[position..];
        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
        {
            line = rest;
            position = raw.Length + 1;
            return true;
        }

        line = rest[..end];
        position += rest[end..].StartsWith("\r\n"u8) ? end + 2 : end + 1;
        return true;
    }

    private static int CopyUnescaped(ReadOnlySpan<byte> line, Span<byte> target)
    {
        var written = 0;
        while (true)
        {
            var escape = line.IndexOf("\\\"\"\""u8);
            var run = escape < 0 ? line.Length : escape;
            line[..run].CopyTo(target[written..]);
            written += run;
            if (escape < 0)
                return written;
            "\"\"\""u8.CopyTo(target[written..]);
            written += 3;
            line = line[(run + 4)..];
        }
    }
}
