using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>Float: a finite IEEE 754 double (spec 3.5.2).</summary>
public sealed class FloatScalar() : ScalarType<double>(
    "Float",
    "The `Float` scalar type represents signed double-precision fractional values as specified by [IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).")
{
    /// <inheritdoc/>
    public override bool TryRead(ValueNode literal, out double value, [NotNullWhen(false)] out string? error)
    {
        var text = literal switch
        {
            IntValueNode node => node.Value,
            FloatValueNode node => node.Value,
            _ => null,
        };
        value = 0;
        error = text is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value)
            ? null
            : NotNumeric(Inspect.Literal(literal));
        return error is null;
    }

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, out double value, [NotNullWhen(false)] out string? error)
    {
        value = 0;
        error = json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out value) && double.IsFinite(value) ? null : NotNumeric(Inspect.Json(json));
        return error is null;
    }

    /// <inheritdoc/>
    public override bool TryWrite(double value, JsonBuffer buffer, [NotNullWhen(false)] out string? error)
    {
        error = double.IsFinite(value) ? null : NotNumeric(Inspect.Number(value));
        if (error is null)
            buffer.WriteNumber(value);
        return error is null;
    }

    /// <inheritdoc/>
    public override ValueNode ToLiteral(double value)
    {
        var text = Inspect.Number(value);
        return text.AsSpan().IndexOfAny('.', 'e') < 0 ? new IntValueNode(text, 0, 0) : new FloatValueNode(text, 0, 0);
    }

    /// <inheritdoc/>
    protected override bool TryConvert(object value, out double converted, [NotNullWhen(false)] out string? error)
    {
        error = null;
        converted = 0;
        switch (value)
        {
            case bool flag:
                converted = flag ? 1 : 0;
                break;
            case string text:
                if (text.Length == 0 || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out converted) || !double.IsFinite(converted))
                    error = NotNumeric(Inspect.Text(text));
                break;
            case float single:
                // By way of the decimal digits: 0.1f is meant as 0.1 and not as 0.10000000149011612.
                converted = double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
                break;
            case byte or sbyte or short or ushort or int or uint or long or ulong or decimal:
                converted = Convert.ToDouble(value, CultureInfo.InvariantCulture);
                break;
            default:
                error = NotNumeric(Inspect.Result(value));
                break;
        }

        return error is null;
    }

    private static string NotNumeric(string value) => $"Float cannot represent non numeric value: {value}";
}
