using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using CrmGraph.GraphQL.Errors;

namespace CrmGraph.GraphQL.Language;

/// <summary>
/// Reads one token after the other (spec 2.1). There are no token objects: the current token is the lexer's state, its text is
/// a slice, and lines are counted only for an error.
/// </summary>
internal ref partial struct Lexer
{
    private static readonly SearchValues<byte> Ignored = SearchValues.Create(" \t\n\r,"u8);
    private static readonly SearchValues<byte> NameContinue =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"u8);

    private readonly ReadOnlySpan<byte> text;
    private readonly SourceText source;
    private readonly int maxTokens;
    private int tokens;
    private bool hasEscapes;

    /// <summary>A lexer in front of the first token; call <see cref="Advance"/> to read it.</summary>
    /// <exception cref="SyntaxException">The text is too long or not UTF-8.</exception>
    public Lexer(SourceText source, ParserOptions options)
    {
        this.source = source;
        text = source.Utf8.Span;
        maxTokens = options.MaxTokens;
        if (text.Length > options.MaxBytes)
            throw Limit(null, "MaxBytes", options.MaxBytes, $"Document is longer than {options.MaxBytes} bytes. Parsing aborted.");

        // Once for all, so that no scan below has to look inside characters.
        if (!Utf8.IsValid(text))
            throw InvalidUtf8();
    }

    /// <summary>The kind of the current token.</summary>
    public TokenKind Kind { get; private set; }

    /// <summary>Byte offset of the current token.</summary>
    public int Start { get; private set; }

    /// <summary>Byte offset behind the current token.</summary>
    public int End { get; private set; }

    /// <summary>Byte offset behind the token before the current one.</summary>
    public int PreviousEnd { get; private set; }

    /// <summary>The source text of the current token.</summary>
    public readonly ReadOnlySpan<byte> Slice => text[Start..End];

    /// <summary>Whether the current token is this name.</summary>
    public readonly bool IsKeyword(ReadOnlySpan<byte> keyword) => Kind == TokenKind.Name && Slice.SequenceEqual(keyword);

    /// <summary>Reads the next token; behind the last one there is <see cref="TokenKind.EndOfFile"/> for ever.</summary>
    /// <exception cref="SyntaxException">There is no token at this place, or there are too many.</exception>
    public void Advance()
    {
        PreviousEnd = End;
        var position = SkipIgnored(End);
        Start = position;
        if (position >= text.Length)
        {
            End = position;
            Kind = TokenKind.EndOfFile;
            return;
        }

        var code = text[position];
        if (IsNameStart(code))
        {
            Kind = TokenKind.Name;
            End = NameEnd(position + 1);
        }
        else
        {
            ReadOther(code);
        }

        if (++tokens > maxTokens)
            throw Limit(Start, "MaxTokens", maxTokens, $"Document contains more than {maxTokens} tokens. Parsing aborted.");
    }

    /// <summary>The current token as messages name it.</summary>
    public readonly string Describe() => Kind switch
    {
        TokenKind.EndOfFile => "<EOF>",
        TokenKind.Name => $"Name \"{Encoding.UTF8.GetString(Slice)}\"",
        TokenKind.Int => $"Int \"{Encoding.UTF8.GetString(Slice)}\"",
        TokenKind.Float => $"Float \"{Encoding.UTF8.GetString(Slice)}\"",
        TokenKind.String => $"String \"{StringValue()}\"",
        TokenKind.BlockString => $"BlockString \"{StringValue()}\"",
        _ => Describe(Kind),
    };

    /// <summary>A kind of token as messages name it.</summary>
    public static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.EndOfFile => "<EOF>",
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.Ampersand => "\"&\"",
        TokenKind.ParenLeft => "\"(\"",
        TokenKind.ParenRight => "\")\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.EqualsSign => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.BracketLeft => "\"[\"",
        TokenKind.BracketRight => "\"]\"",
        TokenKind.BraceLeft => "\"{\"",
        TokenKind.Pipe => "\"|\"",
        TokenKind.BraceRight => "\"}\"",
        _ => kind.ToString(),
    };

    /// <summary>A syntax error at a byte offset.</summary>
    public readonly SyntaxException Error(int position, string message) => new(new GraphQLError("Syntax Error: " + message)
    {
        Code = ErrorCodes.SyntaxError,
        Locations = [source.GetLocation(position)],
    });

    /// <summary>The refusal of a document over a limit, at a byte offset if it is about a place.</summary>
    public readonly SyntaxException Limit(int? position, string limit, int maximum, string message) => new(new GraphQLError(message)
    {
        Code = ErrorCodes.LimitExceeded,
        Locations = [source.GetLocation(position ?? 0)],
        Extensions = new Dictionary<string, object?> { ["limit"] = limit, ["maximum"] = maximum },
    });

    private readonly int SkipIgnored(int position)
    {
        while (position < text.Length)
        {
            switch (text[position])
            {
                case (byte)' ' or (byte)',' or (byte)'\t':
                    position++;
                    break;
                case (byte)'\n' or (byte)'\r':
                    var run = text[position..].IndexOfAnyExcept(Ignored);
                    position = run < 0 ? text.Length : position + run;
                    break;
                case (byte)'#':
                    var line = text[position..].IndexOfAny((byte)'\n', (byte)'\r');
                    position = line < 0 ? text.Length : position + line;
                    break;
                case 0xEF when text[position..].StartsWith("\uFEFF"u8):
                    position += 3;
                    break;
                default:
                    return position;
            }
        }

        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNameStart(byte code) => (uint)((code | 0x20) - 'a') <= 'z' - 'a' || code == '_';

    private static bool IsDigit(byte code) => (uint)(code - '0') <= 9;

    // Most names are short: look at a few bytes one by one before the vectors are set up.
    private readonly int NameEnd(int position)
    {
        var near = Math.Min(position + 12, text.Length);
        for (; position < near; position++)
        {
            var code = text[position];
            if (!IsNameStart(code) && !IsDigit(code))
                return position;
        }

        var run = text[position..].IndexOfAnyExcept(NameContinue);
        return run < 0 ? text.Length : position + run;
    }

    private void ReadOther(byte code)
    {
        Kind = code switch
        {
            (byte)'!' => TokenKind.Bang,
            (byte)'$' => TokenKind.Dollar,
            (byte)'&' => TokenKind.Ampersand,
            (byte)'(' => TokenKind.ParenLeft,
            (byte)')' => TokenKind.ParenRight,
            (byte)'.' => TokenKind.Spread,
            (byte)':' => TokenKind.Colon,
            (byte)'=' => TokenKind.EqualsSign,
            (byte)'@' => TokenKind.At,
            (byte)'[' => TokenKind.BracketLeft,
            (byte)']' => TokenKind.BracketRight,
            (byte)'{' => TokenKind.BraceLeft,
            (byte)'|' => TokenKind.Pipe,
            (byte)'}' => TokenKind.BraceRight,
            (byte)'"' => TokenKind.String,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => TokenKind.Int,
            (byte)'\'' => throw Error(Start, "Unexpected single quote character ('), did you mean to use a double quote (\")?"),
            _ => throw Error(Start, $"Unexpected character: {DescribeCharacter(Start)}."),
        };
        switch (Kind)
        {
            case TokenKind.Spread:
                ReadSpread();
                break;
            case TokenKind.Int:
                ReadNumber();
                break;
            case TokenKind.String:
                ReadString();
                break;
            default:
                End = Start + 1;
                break;
        }
    }

    private void ReadSpread()
    {
        var rest = text[Start..];
        if (rest.StartsWith("..."u8))
        {
            End = Start + 3;
            return;
        }

        if (rest.StartsWith(".."u8))
            throw Error(Start, "Unexpected \"..\", did you mean \"...\"?");
        if (rest.Length > 1 && IsDigit(rest[1]))
        {
            var digits = Encoding.ASCII.GetString(text[(Start + 1)..DigitsEnd(Start + 1)]);
            throw Error(Start, $"Invalid number, expected digit before \".\", did you mean \"0.{digits}\"?");
        }

        throw Error(Start, "Unexpected character: \".\".");
    }

    private void ReadNumber()
    {
        var position = Start;
        if (At(position) == '-')
            position++;
        if (At(position) == '0')
        {
            position++;
            if (IsDigit(At(position)))
                throw Error(position, $"Invalid number, unexpected digit after 0: {DescribeCharacter(position)}.");
        }
        else
        {
            position = DigitsEnd(position);
        }

        if (At(position) == '.')
        {
            Kind = TokenKind.Float;
            position = DigitsEnd(position + 1);
        }

        if (At(position) is (byte)'e' or (byte)'E')
        {
            Kind = TokenKind.Float;
            position++;
            if (At(position) is (byte)'+' or (byte)'-')
                position++;
            position = DigitsEnd(position);
        }

        // Spec 2.10.1 and 2.10.2: a number is not followed by a dot or a name, so that 0x1F or 1.2.3 are not two tokens.
        if (At(position) == '.' || IsNameStart(At(position)))
            throw ExpectedDigit(position);
        End = position;
    }

    private readonly int DigitsEnd(int position)
    {
        if (!IsDigit(At(position)))
            throw ExpectedDigit(position);
        do
            position++;
        while (IsDigit(At(position)));
        return position;
    }

    private readonly SyntaxException ExpectedDigit(int position) =>
        Error(position, $"Invalid number, expected digit but got: {DescribeCharacter(position)}.");

    // Zero behind the end: no rule above accepts that character.
    private readonly byte At(int position) => position < text.Length ? text[position] : (byte)0;

    private readonly string DescribeCharacter(int position)
    {
        if (position >= text.Length)
            return "<EOF>";
        Rune.DecodeFromUtf8(text[position..], out var rune, out _);
        return rune.Value switch
        {
            '"' => "'\"'",
            >= 0x20 and <= 0x7E => $"\"{rune}\"",
            _ => "U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture),
        };
    }

    private readonly SyntaxException InvalidUtf8()
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(text[position..], out _, out var length) == OperationStatus.Done)
            position += length;
        return Error(position, $"Invalid UTF-8 at byte 0x{text[position].ToString("X2", CultureInfo.InvariantCulture)}.");
    }
}
