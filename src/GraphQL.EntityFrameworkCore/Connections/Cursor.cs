using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrmGraph.GraphQL.EntityFrameworkCore.Filtering;

namespace CrmGraph.GraphQL.EntityFrameworkCore.Connections;

/// <summary>
/// Writes and reads cursors: the sort keys of a row with its id, and a hash of the order that they belong to. A cursor names a
/// position, not a row: it works when the row has been deleted and when others have been inserted.
/// </summary>
internal sealed class Cursor
{
    private const int HashLength = 8;
    private const int LongestText = 8192;

    private readonly Keyset keyset;
    private readonly string hash;

    /// <summary>Cursors of an order.</summary>
    public Cursor(string typeName, Keyset keyset)
    {
        this.keyset = keyset;
        var order = $"{typeName}:{string.Join(',', keyset.Keys.Select(k => $"{k.Name} {(k.Descending ? "DESC" : "ASC")}"))}";
        hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order)))[..HashLength];
    }

    /// <summary>The cursor of a row.</summary>
    /// <param name="values">Values that were fetched.</param>
    /// <param name="first">Where among them the sort keys begin.</param>
    public string Write(object?[] values, int first)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(hash);
            for (var i = 0; i < keyset.Keys.Length; i++)
                CursorValue.Write(writer, values[first + i]);
            writer.WriteEndArray();
        }

        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }

    /// <summary>The position that a cursor names.</summary>
    /// <exception cref="Errors.GraphQLException">BAD_USER_INPUT: it is none, or belongs to another order.</exception>
    public object?[] Read(string argument, string text)
    {
        try
        {
            if (text.Length > LongestText)
                throw Invalid(argument);
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            var entries = json.RootElement;
            if (entries.ValueKind != JsonValueKind.Array || entries.GetArrayLength() == 0 || entries[0].ValueKind != JsonValueKind.String)
                throw Invalid(argument);
            if (entries[0].GetString() != hash)
                throw FilterCompiler.Refusal($"The cursor in \"{argument}\" belongs to another list or another \"order\"; begin again without it.");
            if (entries.GetArrayLength() != keyset.Keys.Length + 1)
                throw Invalid(argument);
            return [.. keyset.Keys.Select((key, i) => CursorValue.Read(entries[i + 1], key.ValueType))];
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw Invalid(argument);
        }
    }

    private static Errors.GraphQLException Invalid(string argument) => FilterCompiler.Refusal($"The value of \"{argument}\" is not a cursor.");
}
