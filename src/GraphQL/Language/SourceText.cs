using System.Text;
using CrmGraph.GraphQL.Errors;

namespace CrmGraph.GraphQL.Language;

/// <summary>The UTF-8 text of a document, and the way from byte offsets to lines and columns.</summary>
public sealed class SourceText(ReadOnlyMemory<byte> utf8)
{
    private int[]? lineStarts;

    /// <summary>Encodes <paramref name="text"/>; unpaired surrogates become U+FFFD.</summary>
    public SourceText(string text) : this(Encoding.UTF8.GetBytes(text))
    {
    }

    /// <summary>The text as UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    /// <summary>
    /// The line and column of a byte offset, both from 1. Columns count UTF-16 code units as the reference implementation does,
    /// so that editors written in JavaScript point at the right character. Lines end with LF, CR or CRLF (spec 2.1.2).
    /// </summary>
    public SourceLocation GetLocation(int offset)
    {
        var starts = lineStarts ??= FindLineStarts(Utf8.Span);
        var line = Array.BinarySearch(starts, offset);
        if (line < 0)
            line = ~line - 1;
        var column = Encoding.UTF8.GetCharCount(Utf8.Span[starts[line]..Math.Min(offset, Utf8.Length)]);
        return new SourceLocation(line + 1, column + 1);
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);

    private static int[] FindLineStarts(ReadOnlySpan<byte> text)
    {
        var starts = new List<int> { 0 };
        for (var next = 0; text[next..].IndexOfAny((byte)'\n', (byte)'\r') is >= 0 and var run;)
        {
            next += run;
            next += text[next..].StartsWith("\r\n"u8) ? 2 : 1;
            starts.Add(next);
        }

        return [.. starts];
    }
}
