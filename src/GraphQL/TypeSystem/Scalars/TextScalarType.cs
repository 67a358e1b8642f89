using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>A scalar that is a JSON string with a grammar of its own: dates, codes, addresses.</summary>
/// <typeparam name="T">The CLR type of coerced values.</typeparam>
public abstract class TextScalarType<T>(string name, string? description = null, string? specifiedBy = null) : ScalarType<T>(name, description, specifiedBy)
    where T : notnull
{
    /// <summary>What a value is called in messages, with its article: <c>an RFC 3339 date-time</c>.</summary>
    protected abstract string Grammar { get; }

    /// <inheritdoc/>
    public override bool TryRead(ValueNode literal, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        if (literal is StringValueNode text)
            return TryReadText(text.Value, out value, out error);
        value = default;
        error = $"{Name} cannot represent a non string value: {Inspect.Literal(literal)}";
        return false;
    }

    /// <inheritdoc/>
    public override bool TryRead(JsonElement json, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        if (JsonText.TryGetString(json, out var text))
            return TryReadText(text, out value, out error);
        value = default;
        error = $"{Name} cannot represent a non string value: {Inspect.Json(json)}";
        return false;
    }

    /// <inheritdoc/>
    public override bool TryWrite(T value, JsonBuffer buffer, [NotNullWhen(false)] out string? error)
    {
        buffer.WriteString(Format(value));
        error = null;
        return true;
    }

    /// <inheritdoc/>
    public override ValueNode ToLiteral(T value) => new StringValueNode(Format(value), isBlock: false, 0, 0);

    /// <summary>Reads the text by the scalar's grammar.</summary>
    protected abstract bool TryParse(string text, [MaybeNullWhen(false)] out T value);

    /// <summary>The text of a value.</summary>
    protected abstract string Format(T value);

    /// <inheritdoc/>
    protected override bool TryConvert(object value, [MaybeNullWhen(false)] out T converted, [NotNullWhen(false)] out string? error) =>
        value is string text ? TryReadText(text, out converted, out error) : base.TryConvert(value, out converted, out error);

    private bool TryReadText(string text, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error)
    {
        var parsed = TryParse(text, out value);
        error = parsed ? null : $"{Name} cannot represent a value that is not {Grammar}: {Inspect.Text(text)}";
        return parsed;
    }
}
