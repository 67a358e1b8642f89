using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>
/// Decimal: an exact decimal number. Written as a string with its scale (<c>"1234.50"</c>), because JSON readers turn numbers into binary
/// floats; read from strings and numbers, and refused where it has more digits than can be kept.
/// </summary>
public sealed class DecimalScalar() : ScalarType<decimal>(
    "Decimal", "An exact decimal number, as a string: `\"1234.50\"`. Numbers are accepted too. At most 28 significant digits are certain to fit.")
{
    private static readonly UInt128 MaxMantissa = (UInt128.One << 96) - 1;

    /// <inheritdoc/>
    public override bool TryRead(ValueNode literal, out decimal value, [NotNullWhen(false)] out string? error)
    {
        var text = literal switch
        {
            StringValueNode node => node.Value,
            IntValueNode node => node.Value,
            FloatValueNode node => node.Value,
            _ => null,
        };
        value = 0;
        error = text is not null && TryParse(text, out value) ? null : NotDecimal(Inspect.Literal(literal));
        return error is null;
    }

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, out decimal value, [NotNullWhen(false)] out string? error)
    {
        var text = json.ValueKind == JsonValueKind.Number ? json.GetRawText() : JsonText.TryGetString(json, out var s) ? s : null;
        value = 0;
        error = text is not null && TryParse(text, out value) ? null : NotDecimal(Inspect.Json(json));
        return error is null;
    }

    /// <inheritdoc/>
    public override bool TryWrite(decimal value, JsonBuffer buffer, [NotNullWhen(false)] out string? error)
    {
        buffer.WriteQuoted(value);
        error = null;
        return true;
    }

    /// <inheritdoc/>
    public override ValueNode ToLiteral(decimal value) => new StringValueNode(value.ToString(CultureInfo.InvariantCulture), isBlock: false, 0, 0);

    /// <inheritdoc/>
    protected override bool TryConvert(object value, out decimal converted, [NotNullWhen(false)] out string? error)
    {
        error = null;
        converted = 0;
        if (value is byte or sbyte or short or ushort or int or uint or long or ulong)
            converted = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        else if (value is not string text || !TryParse(text, out converted))
            error = NotDecimal(Inspect.Result(value));
        return error is null;
    }

    /// <summary>
    /// Digits, an optional fraction, an optional exponent. <see cref="decimal.TryParse(string, out decimal)"/> would round what it cannot hold.
    /// </summary>
    private static bool TryParse(string text, out decimal value)
    {
        value = 0;
        var rest = text.AsSpan();
        if (rest.Length > 128)
            return false;
        var negative = rest.StartsWith("-");
        rest = negative ? rest[1..] : rest;
        var scale = 0;
        var exponentAt = rest.IndexOfAny('e', 'E');
        if (exponentAt >= 0)
        {
            if (!int.TryParse(rest[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) || Math.Abs((long)exponent) > 100)
                return false;
            scale = -exponent;
            rest = rest[..exponentAt];
        }

        var point = rest.IndexOf('.');
        if (rest.Length == 0 || point == 0 || point == rest.Length - 1)
            return false;
        UInt128 mantissa = 0;
        for (var i = 0; i < rest.Length; i++)
        {
            if (i == point)
                continue;
            if (!char.IsAsciiDigit(rest[i]))
                return false;
            if (mantissa > MaxMantissa)
            {
                // Only zeros behind the point may be dropped without a loss.
                if (rest[i] != '0' || point < 0 || i < point)
                    return false;
                continue;
            }

            mantissa = (mantissa * 10) + (uint)(rest[i] - '0');
            if (point >= 0 && i > point)
                scale++;
        }

        return TryCompose(mantissa, scale, negative, out value);
    }

    private static bool TryCompose(UInt128 mantissa, int scale, bool negative, out decimal value)
    {
        value = 0;
        for (; scale < 0; scale++)
        {
            if (mantissa > MaxMantissa)
                return false;
            mantissa *= 10;
        }

        for (; scale > 0 && (scale > 28 || mantissa > MaxMantissa) && mantissa % 10 == 0; scale--)
            mantissa /= 10;
        if (mantissa > MaxMantissa || scale > 28)
            return false;
        value = new decimal((int)(uint)mantissa, (int)(uint)(mantissa >> 32), (int)(uint)(mantissa >> 64), negative, (byte)scale);
        return true;
    }

    private static string NotDecimal(string value) => $"Decimal cannot represent a value that is not an exact decimal number: {value}";
}
