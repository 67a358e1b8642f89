using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>ID: an opaque identifier, written as a string, read from strings and whole numbers (spec 3.5.5).</summary>
public sealed class IdScalar() : ScalarType<string>(
    "ID",
    "The `ID` scalar type represents a unique identifier, often used to refetch an object or as key for a cache. The ID type appears in a JSON response "
        + "as a String; however, it is not intended to be human-readable. When expected as an input type, any string (such as `\"4\"`) or integer "
        + "(such as `4`) input value will be accepted as an ID.")
{
    private static readonly SearchValues<char> NotWhole = SearchValues.Create(".eE");

    /// <inheritdoc/>
    public override bool TryRead(ValueNode literal, [MaybeNullWhen(false)] out string value, [NotNullWhen(false)] out string? error)
    {
        value = literal switch
        {
            StringValueNode node => node.Value,
            IntValueNode node => node.Value,
            _ => null,
        };
        error = value is null ? $"ID cannot represent a non-string and non-integer value: {Inspect.Literal(literal)}" : null;
        return error is null;
    }

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, [MaybeNullWhen(false)] out string value, [NotNullWhen(false)] out string? error)
    {
        error = null;
        if (JsonText.TryGetString(json, out value))
            return true;
        if (json.ValueKind == JsonValueKind.Number)
            value = FromNumber(json);
        if (value is null)
            error = $"ID cannot represent value: {Inspect.Json(json)}";
        return error is null;
    }

    /// <inheritdoc/>
    public override bool TryWrite(string value, JsonBuffer buffer, [NotNullWhen(false)] out string? error)
    {
        buffer.WriteString(value);
        error = null;
        return true;
    }

    /// <inheritdoc/>
    public override ValueNode ToLiteral(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == value
            ? new IntValueNode(value, 0, 0)
            : new StringValueNode(value, isBlock: false, 0, 0);

    /// <inheritdoc/>
    protected override bool TryConvert(object value, [MaybeNullWhen(false)] out string converted, [NotNullWhen(false)] out string? error)
    {
        converted = value switch
        {
            byte or sbyte or short or ushort or int or uint or long or ulong or Int128 or UInt128 => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            Guid guid => guid.ToString(),
            double number when double.IsFinite(number) && number == Math.Truncate(number) => Inspect.Number(number),
            _ => null,
        };
        error = converted is null ? $"ID cannot represent value: {Inspect.Result(value)}" : null;
        return error is null;
    }

    /// <summary>The digits as they were sent, however many; a number in exponent or fraction form by way of its value.</summary>
    private static string? FromNumber(JsonElement json)
    {
        var raw = json.GetRawText();
        if (!raw.AsSpan().ContainsAny(NotWhole))
            return raw;
        var number = json.GetDouble();
        return double.IsFinite(number) && number == Math.Truncate(number) ? Inspect.Number(number) : null;
    }
}
