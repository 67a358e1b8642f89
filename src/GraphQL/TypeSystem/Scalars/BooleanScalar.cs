using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>Boolean: true or false (spec 3.5.4).</summary>
public sealed class BooleanScalar() : ScalarType<bool>("Boolean", "The `Boolean` scalar type represents `true` or `false`.")
{
    /// <inheritdoc/>
    public override bool TryRead(ValueNode literal, out bool value, [NotNullWhen(false)] out string? error)
    {
        value = literal is BooleanValueNode { Value: true };
        error = literal is BooleanValueNode ? null : NotBoolean(Inspect.Literal(literal));
        return error is null;
    }

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, out bool value, [NotNullWhen(false)] out string? error)
    {
        value = json.ValueKind == JsonValueKind.True;
        error = json.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : NotBoolean(Inspect.Json(json));
        return error is null;
    }

    /// <inheritdoc/>
    public override bool TryWrite(bool value, JsonBuffer buffer, [NotNullWhen(false)] out string? error)
    {
        buffer.WriteBoolean(value);
        error = null;
        return true;
    }

    /// <inheritdoc/>
    public override ValueNode ToLiteral(bool value) => new BooleanValueNode(value, 0, 0);

    /// <inheritdoc/>
    protected override bool TryConvert(object value, out bool converted, [NotNullWhen(false)] out string? error)
    {
        converted = false;
        error = value is byte or sbyte or short or ushort or int or uint or long or ulong or decimal
            || (value is double or float && double.IsFinite(Convert.ToDouble(value, CultureInfo.InvariantCulture)))
                ? null
                : NotBoolean(Inspect.Result(value));
        if (error is null)
            converted = Convert.ToBoolean(value, CultureInfo.InvariantCulture);
        return error is null;
    }

    private static string NotBoolean(string value) => $"Boolean cannot represent a non boolean value: {value}";
}
