using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace CrmGraph.GraphQL.Json;

/// <summary>
/// A growing, pooled UTF-8 buffer that JSON is written into. Unlike <see cref="System.Text.Json.Utf8JsonWriter"/> it can go back to an
/// earlier <see cref="Position"/>, which is how a null takes the place of a half-written object. It does not check structure.
/// </summary>
public sealed class JsonBuffer(int initialCapacity = 4096) : IBufferWriter<byte>, IDisposable
{
    private static readonly SearchValues<char> MustEscape = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', '\u2028', '\u2029', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(initialCapacity);
    private int position;

    /// <summary>The number of bytes written.</summary>
    public int Position => position;

    /// <summary>What has been written; valid until the next write.</summary>
    public ReadOnlySpan<byte> WrittenSpan => bytes.AsSpan(0, position);

    /// <summary>What has been written; valid until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => bytes.AsMemory(0, position);

    /// <summary>Forgets everything behind an earlier position.</summary>
    public void Truncate(int earlier)
    {
        Debug.Assert(earlier <= position, "Only an earlier position can be gone back to.");
        position = earlier;
    }

    /// <summary>Appends bytes as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteRaw(ReadOnlySpan<byte> utf8)
    {
        if (bytes.Length - position < utf8.Length)
            Grow(utf8.Length);
        utf8.CopyTo(bytes.AsSpan(position));
        position += utf8.Length;
    }

    /// <summary>Appends one byte of punctuation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteByte(byte value)
    {
        if (bytes.Length == position)
            Grow(1);
        bytes[position++] = value;
    }

    /// <summary>Writes <c>null</c>.</summary>
    public void WriteNull() => WriteRaw("null"u8);

    /// <summary>Writes <c>true</c> or <c>false</c>.</summary>
    public void WriteBoolean(bool value) => WriteRaw(value ? "true"u8 : "false"u8);

    /// <summary>Writes an integer.</summary>
    public void WriteNumber(long value)
    {
        if (bytes.Length - position < 20)
            Grow(20);
        Utf8Formatter.TryFormat(value, bytes.AsSpan(position), out var written);
        position += written;
    }

    /// <summary>Writes a finite number in its shortest form that reads back to the same value.</summary>
    public void WriteNumber(double value)
    {
        if (bytes.Length - position < 32)
            Grow(32);
        value.TryFormat(bytes.AsSpan(position), out var written, "R", System.Globalization.CultureInfo.InvariantCulture);
        position += written;
    }

    /// <summary>Writes a value that formats itself as UTF-8, in quotes; the text must need no escapes (dates, ids, numbers).</summary>
    public void WriteQuoted<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        for (var size = 64; ; size *= 2)
        {
            if (bytes.Length - position < size)
                Grow(size);
            if (!value.TryFormat(bytes.AsSpan(position + 1, size - 2), out var written, format, System.Globalization.CultureInfo.InvariantCulture))
                continue;
            bytes[position] = (byte)'"';
            bytes[position + written + 1] = (byte)'"';
            position += written + 2;
            return;
        }
    }

    /// <summary>Writes a string in quotes with the escapes that RFC 8259 demands; an unpaired surrogate becomes U+FFFD.</summary>
    public void WriteString(ReadOnlySpan<char> value)
    {
        var most = (value.Length * 3) + 2;
        if (bytes.Length - position < most)
            Grow(most);
        bytes[position++] = (byte)'"';
        if (value.IndexOfAny(MustEscape) < 0)
            position += Encoding.UTF8.GetBytes(value, bytes.AsSpan(position));
        else
            WriteEscaped(value);
        WriteByte((byte)'"');
    }

    /// <summary>Gives the memory back to the pool; the buffer may be written again afterwards.</summary>
    public void Reset() => position = 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (bytes.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        position = 0;
    }

    /// <inheritdoc/>
    public void Advance(int count) => position += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (bytes.Length - position < Math.Max(sizeHint, 1))
            Grow(Math.Max(sizeHint, 256));
        return bytes.AsMemory(position);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void WriteEscaped(ReadOnlySpan<char> value)
    {
        while (value.Length > 0)
        {
            var plain = value.IndexOfAny(MustEscape);
            if (plain < 0)
                plain = value.Length;
            if (plain > 0)
            {
                if (bytes.Length - position < plain * 3)
                    Grow(plain * 3);
                position += Encoding.UTF8.GetBytes(value[..plain], bytes.AsSpan(position));
                value = value[plain..];
                continue;
            }

            var status = Rune.DecodeFromUtf16(value, out var rune, out var consumed);
            if (status == OperationStatus.Done && rune.Value > 0xFFFF)
            {
                WriteRune(rune);
                value = value[consumed..];
                continue;
            }

            WriteEscape(status == OperationStatus.Done ? (char)rune.Value : '\uFFFD');
            value = value[Math.Max(consumed, 1)..];
        }
    }

    private void WriteRune(Rune rune)
    {
        if (bytes.Length - position < 4)
            Grow(4);
        position += rune.EncodeToUtf8(bytes.AsSpan(position));
    }

    private void WriteEscape(char c)
    {
        switch (c)
        {
            case '"': WriteRaw("\\\""u8); break;
            case '\\': WriteRaw("\\\\"u8); break;
            case '\n': WriteRaw("\\n"u8); break;
            case '\r': WriteRaw("\\r"u8); break;
            case '\t': WriteRaw("\\t"u8); break;
            case '\b': WriteRaw("\\b"u8); break;
            case '\f': WriteRaw("\\f"u8); break;
            case '\uFFFD': WriteRune(new Rune(c)); break;
            default:
                WriteRaw("\\u"u8);
                if (bytes.Length - position < 4)
                    Grow(4);
                ((int)c).TryFormat(bytes.AsSpan(position), out var written, "x4", System.Globalization.CultureInfo.InvariantCulture);
                position += written;
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, Math.Max((long)bytes.Length * 2, (long)position + needed)));
        bytes.AsSpan(0, position).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
