using System.Buffers;
using System.Text;

namespace CrmGraph.GraphQL.Language;

/// <summary>Escape sequences of quoted strings (spec 2.10.4), read and written.</summary>
internal static class StringLiteral
{
    /// <summary>Resolves the escapes of text between quotes that the lexer has accepted.</summary>
    public static string Unescape(ReadOnlySpan<byte> raw)
    {
        // No escape is shorter than what it stands for in UTF-8.
        var buffer = ArrayPool<byte>.Shared.Rent(raw.Length);
        var written = 0;
        while (!raw.IsEmpty)
        {
            var run = raw.IndexOf((byte)'\\');
            if (run < 0)
                run = raw.Length;
            raw[..run].CopyTo(buffer.AsSpan(written));
            written += run;
            raw = raw[run..];
            if (raw.IsEmpty)
                break;
            if (raw[1] == 'u')
            {
                var length = UnicodeEscape(raw, out var rune);
                written += rune.EncodeToUtf8(buffer.AsSpan(written));
                raw = raw[length..];
            }
            else
            {
                buffer[written++] = raw[1] switch
                {
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    var itself => itself,
                };
                raw = raw[2..];
            }
        }

        var value = Encoding.UTF8.GetString(buffer, 0, written);
        ArrayPool<byte>.Shared.Return(buffer);
        return value;
    }

    /// <summary>
    /// Reads <c>\uXXXX</c>, a pair of these, or <c>\u{…}</c>. Returns its length or, if it is wrong, minus the number of characters
    /// that show it.
    /// </summary>
    public static int UnicodeEscape(ReadOnlySpan<byte> raw, out Rune rune) =>
        raw.Length > 2 && raw[2] == '{' ? VariableWidth(raw, out rune) : FixedWidth(raw, out rune);

    /// <summary>Writes a value as a quoted string: what is not a control character, a quote or a backslash stays as it is.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' or (>= '\u007F' and <= '\u009F') => text.Append("\\u").Append(Convert.ToHexString([(byte)(c >> 8), (byte)c])),
                _ => text.Append(c),
            };
        }

        return text.Append('"').ToString();
    }

    private static int VariableWidth(ReadOnlySpan<byte> raw, out Rune rune)
    {
        var point = 0;
        var size = 3;
        while (size < 12)
        {
            var code = size < raw.Length ? raw[size] : (byte)0;
            size++;
            if (code == '}')
            {
                if (size >= 5 && Rune.TryCreate(point, out rune))
                    return size;
                break;
            }

            point = (point << 4) | HexDigit(code);
            if (point < 0)
                break;
        }

        rune = default;
        return -size;
    }

    private static int FixedWidth(ReadOnlySpan<byte> raw, out Rune rune)
    {
        var code = Hex4(raw, 2);
        if (Rune.TryCreate(code, out rune))
            return 6;
        if (code is >= 0xD800 and <= 0xDBFF && raw.Length >= 12 && raw[6] == '\\' && raw[7] == 'u'
            && Hex4(raw, 8) is >= 0xDC00 and <= 0xDFFF and var low)
        {
            rune = new Rune((char)code, (char)low);
            return 12;
        }

        return -6;
    }

    private static int Hex4(ReadOnlySpan<byte> raw, int position)
    {
        if (raw.Length < position + 4)
            return -1;
        return (HexDigit(raw[position]) << 12)
            | (HexDigit(raw[position + 1]) << 8)
            | (HexDigit(raw[position + 2]) << 4)
            | HexDigit(raw[position + 3]);
    }

    private static int HexDigit(byte code) => code switch
    {
        >= (byte)'0' and <= (byte)'9' => code - '0',
        >= (byte)'A' and <= (byte)'F' => code - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => code - 'a' + 10,
        _ => -1,
    };
}
