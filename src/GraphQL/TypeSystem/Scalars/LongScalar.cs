using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>Long: a signed 64-bit whole number, written as a number.</summary>
public sealed class LongScalar() : ScalarType<long>(
    "Long",
    "A signed 64-bit whole number. Clients whose numbers are binary floats read it exactly up to 2^53.",
    "https://scalars.graphql.org/chillicream/long.html")
{
    /// <inheritdoc/>
    public override bool TryRead(ValueNode literal, out long value, [NotNullWhen(false)] out string? error)
    {
        value = 0;
        if (literal is not IntValueNode node)
            error = NotInteger(Inspect.Literal(literal));
        else
            error = long.TryParse(node.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) ? null : TooLarge(Inspect.Literal(literal));
        return error is null;
    }

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, out long value, [NotNullWhen(false)] out string? error)
    {
        error = null;
        value = 0;
        if (json.ValueKind != JsonValueKind.Number)
            error = NotInteger(Inspect.Json(json));
        else if (!json.TryGetInt64(out value))
            error = Narrow(json, out value);
        return error is null;
    }

    /// <inheritdoc/>
    public override bool TryWrite(long value, JsonBuffer buffer, [NotNullWhen(false)] out string? error)
    {
        buffer.WriteNumber(value);
        error = null;
        return true;
    }

    /// <inheritdoc/>
    public override ValueNode ToLiteral(long value) => new IntValueNode(value.ToString(CultureInfo.InvariantCulture), 0, 0);

    /// <inheritdoc/>
    protected override bool TryConvert(object value, out long converted, [NotNullWhen(false)] out string? error)
    {
        error = null;
        converted = 0;
        if (value is byte or sbyte or short or ushort or int or uint)
            converted = Convert.ToInt64(value, CultureInfo.InvariantCulture);
        else if (value is ulong and > long.MaxValue)
            error = TooLarge(Inspect.Result(value));
        else if (value is ulong unsigned)
            converted = (long)unsigned;
        else
            error = NotInteger(Inspect.Result(value));
        return error is null;
    }

    /// <summary>Whole numbers in other clothes: <c>1.0</c>, <c>1e3</c>.</summary>
    private static string? Narrow(JsonElement json, out long value)
    {
        value = 0;
        if (!json.TryGetDecimal(out var number))
            return TooLarge(Inspect.Json(json));
        if (number != decimal.Truncate(number))
            return NotInteger(Inspect.Json(json));
        if (number is < long.MinValue or > long.MaxValue)
            return TooLarge(Inspect.Json(json));
        value = (long)number;
        return null;
    }

    private static string NotInteger(string value) => $"Long cannot represent non-integer value: {value}";

    private static string TooLarge(string value) => $"Long cannot represent non 64-bit signed integer value: {value}";
}
