using System.Buffers;
using System.Text;

namespace CrmGraph.GraphQL.Language;

/// <content>String tokens (spec 2.10.4): found and checked here, decoded by <see cref="StringLiteral"/> when their value is asked for.</content>
internal ref partial struct Lexer
{
    private static readonly SearchValues<byte> StringStops = SearchValues.Create("\"\\\n\r"u8);

    /// <summary>The semantic value of the current token, which is a string.</summary>
    public readonly string StringValue()
    {
        if (Kind == TokenKind.BlockString)
            return BlockString.Dedent(text[(Start + 3)..(End - 3)]);
        var raw = text[(Start + 1)..(End - 1)];
        return hasEscapes ? StringLiteral.Unescape(raw) : Encoding.UTF8.GetString(raw);
    }

    private void ReadString()
    {
        if (text[Start..].StartsWith("\"\"\""u8))
        {
            Kind = TokenKind.BlockString;
            ReadBlockString();
            return;
        }

        hasEscapes = false;
        var position = Start + 1;
        while (true)
        {
            var run = text[position..].IndexOfAny(StringStops);
            if (run < 0)
                throw Error(text.Length, "Unterminated string.");
            position += run;
            switch (text[position])
            {
                case (byte)'"':
                    End = position + 1;
                    return;
                case (byte)'\\':
                    hasEscapes = true;
                    position += EscapeLength(position);
                    break;
                default:
                    throw Error(position, "Unterminated string.");
            }
        }
    }

    private void ReadBlockString()
    {
        var position = Start + 3;
        while (true)
        {
            var run = text[position..].IndexOf("\"\"\""u8);
            if (run < 0)
                throw Error(text.Length, "Unterminated string.");
            position += run;
            if (text[position - 1] != '\\')
            {
                End = position + 3;
                return;
            }

            position += 3;
        }
    }

    private readonly int EscapeLength(int position)
    {
        switch (At(position + 1))
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return 2;
            case (byte)'u':
                var length = StringLiteral.UnicodeEscape(text[position..], out _);
                if (length > 0)
                    return length;
                throw Error(position, $"Invalid Unicode escape sequence: \"{Characters(position, -length)}\".");
            default:
                throw Error(position, $"Invalid character escape sequence: \"{Characters(position, 2)}\".");
        }
    }

    // Messages cut out UTF-16 code units; a character of two is kept whole.
    private readonly string Characters(int position, int count)
    {
        var cut = new StringBuilder();
        while (cut.Length < count && Rune.DecodeFromUtf8(text[position..], out var rune, out var length) == OperationStatus.Done)
        {
            cut.Append(rune.ToString());
            position += length;
        }

        return cut.ToString();
    }
}
