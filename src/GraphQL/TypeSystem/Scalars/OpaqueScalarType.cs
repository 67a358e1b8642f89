using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>
/// A scalar that accepts every value and passes it on as a <see cref="JsonElement"/>: what a schema made of SDL uses for scalars that
/// nobody has given a meaning. Results may be JSON, strings, numbers, booleans, lists and string-keyed dictionaries of them.
/// </summary>
public class OpaqueScalarType(string name, string? description = null, string? specifiedBy = null) : ScalarType(name, description, specifiedBy)
{
    /// <inheritdoc/>
    public sealed override Type RuntimeType => typeof(object);

    /// <inheritdoc/>
    public sealed override bool TryReadLiteral(ValueNode literal, out object? value, [NotNullWhen(false)] out string? error)
    {
        error = null;
        value = JsonLiteral.ToJson(literal);
        return true;
    }

    /// <inheritdoc/>
    public sealed override bool TryReadJson(JsonElement json, out object? value, [NotNullWhen(false)] out string? error)
    {
        // A copy, since the request's memory goes back to the pool when it has been answered.
        error = null;
        value = json.Clone();
        return true;
    }

    /// <inheritdoc/>
    public sealed override bool TryWrite(object value, JsonBuffer buffer, [NotNullWhen(false)] out string? error)
    {
        var start = buffer.Position;
        error = JsonValue.TryWrite(value, buffer, depth: 0) ? null : $"{Name} cannot represent value: {Inspect.Result(value)}";
        if (error is not null)
            buffer.Truncate(start);
        return error is null;
    }

    /// <inheritdoc/>
    public sealed override ValueNode ToLiteral(object value)
    {
        using var buffer = new JsonBuffer(256);
        if (!TryWrite(value, buffer, out var error))
            throw new ArgumentException(error, nameof(value));
        return JsonLiteral.FromJson(JsonElement.Parse(buffer.WrittenSpan));
    }
}
