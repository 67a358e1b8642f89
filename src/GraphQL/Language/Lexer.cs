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

    private const byte Blank = 253;
    private const byte Run = 254;
    private const byte NoToken = 255;
    private static readonly byte[] Beginnings = FindBeginnings();
    private static readonly bool[] IsNameContinue = [.. Enumerable.Range(0, 256).Select(code => NameContinue.Contains((byte)code))];

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
        var bytes = text;
        var position = End;
        PreviousEnd = position;
        byte beginning;
        while (true)
        {
            if ((uint)position >= (uint)bytes.Length)
            {
                Start = position;
                End = position;
                Kind = TokenKind.EndOfFile;
                return;
            }

            beginning = Beginnings[bytes[position]];
            if (beginning == Blank)
                position++;
            else if (beginning != Run)
                break;
            else
                position = SkipRun(position);
        }

        Start = position;
        Kind = (TokenKind)beginning;
        if (beginning == (byte)TokenKind.Name)
        {
            // Most names are short: look at a few bytes one by one before the vectors are set up.
            var near = Math.Min(position + 16, bytes.Length);
            do
                position++;
            while (position < near && IsNameContinue[bytes[position]]);
            End = position < near ? position : NameEnd(position);
        }
        else
        {
            End = position + 1;
            if (beginning > (byte)TokenKind.Name || beginning == (byte)TokenKind.Spread)
                ReadLonger(beginning);
        }

        if (++tokens > maxTokens)
            throw TooManyTokens();
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

    // Line breaks with the indentation behind them, comments, and the byte order mark.
    private readonly int SkipRun(int position)
    {
        var rest = text[position..];
        switch (rest[0])
        {
            case (byte)'#':
                var line = rest.IndexOfAny((byte)'\n', (byte)'\r');
                return line < 0 ? text.Length : position + line;
            case 0xEF:
                return rest.StartsWith("\uFEFF"u8) ? position + 3 : throw UnexpectedCharacter(position);
            default:
                var run = rest.IndexOfAnyExcept(Ignored);
                return run < 0 ? text.Length : position + run;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNameStart(byte code) => (uint)((code | 0x20) - 'a') <= 'z' - 'a' || code == '_';

    private static bool IsDigit(byte code) => (uint)(code - '0') <= 9;

    private readonly int NameEnd(int position)
    {
        var run = text[position..].IndexOfAnyExcept(NameContinue);
        return run < 0 ? text.Length : position + run;
    }

    // Tokens of more than one character, and what begins no token.
    private void ReadLonger(byte beginning)
    {
        switch ((TokenKind)beginning)
        {
            case TokenKind.Int:
                ReadNumber();
                break;
            case TokenKind.String:
                ReadString();
                break;
            case TokenKind.Spread:
                ReadSpread();
                break;
            default:
                throw UnexpectedCharacter(Start);
        }
    }

    // What each byte begins: a token of this kind, or one of the three below.
    private static byte[] FindBeginnings()
    {
        var beginnings = new byte[256];
        beginnings.AsSpan().Fill(NoToken);
        for (var code = 0; code < 128; code++)
        {
            if (IsNameStart((byte)code))
                beginnings[code] = (byte)TokenKind.Name;
            else if (IsDigit((byte)code) || code == '-')
                beginnings[code] = (byte)TokenKind.Int;
        }

        for (var kind = TokenKind.Bang; kind <= TokenKind.BraceRight; kind++)
            beginnings[Describe(kind)[1]] = (byte)kind;
        beginnings['"'] = (byte)TokenKind.String;
        beginnings[' '] = beginnings['\t'] = beginnings[','] = Blank;
        beginnings['\n'] = beginnings['\r'] = beginnings['#'] = beginnings[0xEF] = Run;
        return beginnings;
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
                throw DigitAfterZero(position);
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

    // Messages are made in methods of their own: they would cost every token the clearing of their locals.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly SyntaxException TooManyTokens() =>
        Limit(Start, "MaxTokens", maxTokens, $"Document contains more than {maxTokens} tokens. Parsing aborted.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly SyntaxException UnexpectedCharacter(int position) => Error(position, At(position) == '\''
        ? "Unexpected single quote character ('), did you mean to use a double quote (\")?"
        : $"Unexpected character: {DescribeCharacter(position)}.");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly SyntaxException DigitAfterZero(int position) =>
        Error(position, $"Invalid number, unexpected digit after 0: {DescribeCharacter(position)}.");

    [MethodImpl(MethodImplOptions.NoInlining)]
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
