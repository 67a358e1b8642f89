using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace CrmGraph.GraphQL.AspNetCore.Requests;

/// <summary>Tells whether bytes in several segments are UTF-8, without joining them.</summary>
internal static class Utf8Validity
{
    /// <summary>Whether the whole sequence is valid UTF-8.</summary>
    public static bool IsValid(in ReadOnlySequence<byte> text)
    {
        if (text.IsSingleSegment)
            return Utf8.IsValid(text.FirstSpan);
        Span<byte> carried = stackalloc byte[4];
        var carriedLength = 0;
        foreach (var segment in text)
        {
            var span = segment.Span;
            while (carriedLength > 0 && span.Length > 0)
            {
                carried[carriedLength++] = span[0];
                span = span[1..];
                switch (Rune.DecodeFromUtf8(carried[..carriedLength], out _, out _))
                {
                    case OperationStatus.Done:
                        carriedLength = 0;
                        break;
                    case OperationStatus.InvalidData:
                        return false;
                }
            }

            var tail = IncompleteTail(span);
            if (!Utf8.IsValid(span[..^tail]))
                return false;
            if (tail > 0)
            {
                span[^tail..].CopyTo(carried);
                carriedLength = tail;
            }
        }

        return carriedLength == 0;
    }

    /// <summary>The number of bytes (0 to 3) at the end that begin a character which goes on in the next segment.</summary>
    private static int IncompleteTail(ReadOnlySpan<byte> span)
    {
        for (var length = 1; length <= Math.Min(3, span.Length); length++)
        {
            if ((span[^length] & 0xC0) == 0x80)
                continue;
            return Rune.DecodeFromUtf8(span[^length..], out _, out _) == OperationStatus.NeedMoreData ? length : 0;
        }

        return 0;
    }
}
