using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace CrmGraph.GraphQL.Language;

/// <summary>
/// The strings of names and numbers seen before in one document, found by their bytes, so that a name that occurs a hundred times
/// is allocated once. It is a cache: a full neighbourhood is overwritten, so crafted collisions cost allocations and not time.
/// </summary>
internal readonly struct NameTable
{
    private const int Neighbours = 4;
    private const int Short = 16;
    private readonly string?[] slots;
    private readonly int shift;

    /// <summary>A table for a document of so many bytes.</summary>
    public NameTable(int documentLength)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(documentLength / 16, 32, 2048));
        slots = new string?[size + Neighbours];
        shift = 64 - BitOperations.Log2((uint)size);
    }

    /// <summary>The string for these ASCII bytes.</summary>
    public string Get(ReadOnlySpan<byte> ascii)
    {
        var home = (int)(Hash(ascii) >> shift);
        var free = home;
        for (var i = home; i < home + Neighbours; i++)
        {
            var known = slots[i];
            if (known is null)
            {
                free = i;
                break;
            }

            if (known.Length == ascii.Length && IsEqual(ascii, known))
                return known;
        }

        var name = ascii.Length > Short
            ? Encoding.ASCII.GetString(ascii)
            : string.Create(ascii.Length, ascii, static (characters, bytes) =>
            {
                for (var i = 0; i < characters.Length; i++)
                    characters[i] = (char)bytes[i];
            });
        slots[free] = name;
        return name;
    }

    // Names are short: a plain loop is done before vectors are set up.
    private static bool IsEqual(ReadOnlySpan<byte> ascii, string name)
    {
        if (name.Length > Short)
            return Ascii.Equals(ascii, name);
        for (var i = 0; i < name.Length && i < ascii.Length; i++)
        {
            if (name[i] != ascii[i])
                return false;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<byte> ascii)
    {
        ulong head, tail;
        if (ascii.Length >= 8)
        {
            head = BinaryPrimitives.ReadUInt64LittleEndian(ascii);
            tail = BinaryPrimitives.ReadUInt64LittleEndian(ascii[^8..]);
        }
        else if (ascii.Length >= 4)
        {
            head = BinaryPrimitives.ReadUInt32LittleEndian(ascii);
            tail = BinaryPrimitives.ReadUInt32LittleEndian(ascii[^4..]);
        }
        else
        {
            head = ascii[0] | ((ulong)ascii[ascii.Length / 2] << 8);
            tail = ascii[^1];
        }

        return ((head * 0x9E3779B97F4A7C15) ^ (tail + (ulong)ascii.Length)) * 0xD6E8FEB86659FD93;
    }
}
