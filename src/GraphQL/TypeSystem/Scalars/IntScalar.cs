using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>Int: a signed 32-bit whole number (spec 3.5.1).</summary>
public sealed class IntScalar() : ScalarType<int>(
    "Int", "The `Int` scalar type represents non-fractional signed whole numeric values. Int can represent values between -(2^31) and 2^31 - 1.")
{
    /// <inheritdoc/>
    public override bool TryRead(ValueNode literal, out int value, [NotNullWhen(false)] out string? error)
    {
        value = 0;
        if (literal is not IntValueNode node)
            error = NotInteger(Inspect.Literal(literal));
        else if (int.TryParse(node.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
            error = null;
        else
            error = TooLarge(Inspect.Literal(literal));
        return error is null;
    }

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, out int value, [NotNullWhen(false)] out string? error)
    {
        error = null;
        value = 0;
        if (json.ValueKind != JsonValueKind.Number)
            error = NotInteger(Inspect.Json(json));
        else if (!json.TryGetInt32(out value))
            TryNarrow(json.GetDouble(), out value, out error);
        return error is null;
    }

    /// <inheritdoc/>
    public override bool TryWrite(int value, JsonBuffer buffer, [NotNullWhen(false)] out string? error)
    {
        buffer.WriteNumber((long)value);
        error = null;
        return true;
    }

    /// <inheritdoc/>
    public override ValueNode ToLiteral(int value) => new IntValueNode(value.ToString(CultureInfo.InvariantCulture), 0, 0);

    /// <inheritdoc/>
    protected override bool TryConvert(object value, out int converted, [NotNullWhen(false)] out string? error)
    {
        error = null;
        converted = 0;
        switch (value)
        {
            case bool flag:
                converted = flag ? 1 : 0;
                return true;
            case string text:
                if (text.Length == 0 || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed))
                    error = NotInteger(Inspect.Text(text));
                else if (!TryNarrow(parsed, out converted, out error))
                    error = parsed == Math.Truncate(parsed) && double.IsFinite(parsed) ? TooLarge(Inspect.Text(text)) : NotInteger(Inspect.Text(text));
                return error is null;
            case byte or sbyte or short or ushort or uint or long or ulong or float or double or decimal:
                return TryNarrow(Convert.ToDouble(value, CultureInfo.InvariantCulture), out converted, out error);
            default:
                error = NotInteger(Inspect.Result(value));
                return false;
        }
    }

    private static bool TryNarrow(double number, out int value, [NotNullWhen(false)] out string? error)
    {
        value = 0;
        if (!double.IsFinite(number) || number != Math.Truncate(number))
            error = NotInteger(Inspect.Number(number));
        else if (number is < int.MinValue or > int.MaxValue)
            error = TooLarge(Inspect.Number(number));
        else
            error = null;
        if (error is null)
            value = (int)number;
        return error is null;
    }

    private static string NotInteger(string value) => $"Int cannot represent non-integer value: {value}";

    private static string TooLarge(string value) => $"Int cannot represent non 32-bit signed integer value: {value}";
}
