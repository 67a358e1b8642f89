using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CrmGraph.Persistence.Copying;

/// <summary>Takes down the figures of a table while its rows go by.</summary>
internal sealed class TableFigures(IReadOnlyList<IColumn> columns, IReadOnlyList<Type> types)
{
    private readonly BigInteger[] _sums = new BigInteger[columns.Count];
    private readonly StringBuilder _text = new();
    private long _rows;
    private ulong _checksum;

    internal void Add(object?[] row)
    {
        _rows++;
        _text.Clear();
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] is long or int) _sums[i] += Convert.ToInt64(row[i], CultureInfo.InvariantCulture);
            var text = Text(row[i]);
            // with its length, so that no two rows read the same
            _text.Append(CultureInfo.InvariantCulture, $"{(text is null ? -1 : text.Length)}:{text};");
        }
        // a sum over rows does not depend on their order, which differs between databases
        unchecked
        {
            _checksum += BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(_text.ToString())));
        }
    }

    internal TableContent Take() => new(
        _rows,
        _checksum,
        [.. columns.Select((c, i) => (Column: c, Index: i))
            .Where(c => types[c.Index] == typeof(long) || types[c.Index] == typeof(int))
            .Select(c => new ColumnSum(c.Column.Name, IsMoney(c.Column), _sums[c.Index]))]);

    private static bool IsMoney(IColumn column) => column.PropertyMappings.Any(m => m.Property.ClrType == typeof(decimal) && m.Property.Name != "Rate");

    private static string? Text(object? value) => value switch
    {
        null => null,
        byte[] bytes => Convert.ToHexString(bytes),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
