using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>String: Unicode text (spec 3.5.3).</summary>
public sealed class StringScalar() : ScalarType<string>(
    "String",
    "The `String` scalar type represents textual data, represented as UTF-8 character sequences. "
        + "The String type is most often used by GraphQL to represent free-form human-readable text.")
{
    /// <inheritdoc/>
    public override bool TryRead(ValueNode literal, [MaybeNullWhen(false)] out string value, [NotNullWhen(false)] out string? error)
    {
        value = (literal as StringValueNode)?.Value;
        error = value is null ? $"String cannot represent a non string value: {Inspect.Literal(literal)}" : null;
        return value is not null;
    }

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, [MaybeNullWhen(false)] out string value, [NotNullWhen(false)] out string? error)
    {
        error = JsonText.TryGetString(json, out value) ? null : $"String cannot represent a non string value: {Inspect.Json(json)}";
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
    public override ValueNode ToLiteral(string value) => new StringValueNode(value, isBlock: false, 0, 0);

    /// <inheritdoc/>
    protected override bool TryConvert(object value, [MaybeNullWhen(false)] out string converted, [NotNullWhen(false)] out string? error)
    {
        converted = value switch
        {
            bool flag => flag ? "true" : "false",
            double number => double.IsFinite(number) ? Inspect.Number(number) : null,
            float number => float.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null,
            Enum => value.ToString(),
            byte or sbyte or short or ushort or int or uint or long or ulong or decimal or Guid => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            Uri uri => uri.OriginalString,
            char c => c.ToString(),
            _ => null,
        };
        error = converted is null ? $"String cannot represent value: {Inspect.Result(value)}" : null;
        return error is null;
    }
}
