using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>A scalar whose values have one CLR type; the typed forms of reading and writing do not box.</summary>
/// <typeparam name="T">The CLR type of coerced values.</typeparam>
public abstract class ScalarType<T>(string name, string? description = null, string? specifiedBy = null) : ScalarType(name, description, specifiedBy)
    where T : notnull
{
    /// <inheritdoc/>
    public sealed override Type RuntimeType => typeof(T);

    /// <inheritdoc cref="ScalarType.TryReadLiteral"/>
    public abstract bool TryRead(ValueNode literal, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error);

    /// <inheritdoc cref="ScalarType.TryReadJson"/>
    public abstract bool TryRead(JsonElement json, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out string? error);

    /// <summary>Writes a result value. False with a message if it cannot be represented; nothing is written then.</summary>
    public abstract bool TryWrite(T value, JsonBuffer buffer, [NotNullWhen(false)] out string? error);

    /// <summary>The literal for an internal value.</summary>
    public abstract ValueNode ToLiteral(T value);

    /// <inheritdoc/>
    public sealed override bool TryReadLiteral(ValueNode literal, out object? value, [NotNullWhen(false)] out string? error)
    {
        var read = TryRead(literal, out var typed, out error);
        value = typed;
        return read;
    }

    /// <inheritdoc/>
    public sealed override bool TryReadJson(JsonElement json, out object? value, [NotNullWhen(false)] out string? error)
    {
        var read = TryRead(json, out var typed, out error);
        value = typed;
        return read;
    }

    /// <inheritdoc/>
    public sealed override bool TryWrite(object value, JsonBuffer buffer, [NotNullWhen(false)] out string? error)
    {
        if (value is T typed)
            return TryWrite(typed, buffer, out error);
        if (TryConvert(value, out var converted, out error))
            return TryWrite(converted, buffer, out error);
        return false;
    }

    /// <inheritdoc/>
    public sealed override ValueNode ToLiteral(object value) => value is T typed || TryConvert(value, out typed!, out _)
        ? ToLiteral(typed)
        : throw new ArgumentException($"{Name} has no literal for a {value.GetType().Name}.", nameof(value));

    /// <summary>Result coercion of a value of another CLR type (spec 3.5, result coercion); refuses unless overridden.</summary>
    protected virtual bool TryConvert(object value, [MaybeNullWhen(false)] out T converted, [NotNullWhen(false)] out string? error)
    {
        converted = default;
        error = $"{Name} cannot represent value: {Inspect.Result(value)}";
        return false;
    }
}
