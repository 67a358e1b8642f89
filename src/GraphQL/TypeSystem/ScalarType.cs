using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CrmGraph.GraphQL.Json;
using CrmGraph.GraphQL.Language.Ast;

namespace CrmGraph.GraphQL.TypeSystem;

/// <summary>A scalar (spec 3.5): how its values are read from literals and JSON and written to JSON.</summary>
/// <remarks>Reading answers with a message instead of throwing, because a hostile request can hold very many bad values.</remarks>
public abstract class ScalarType(string name, string? description = null, string? specifiedBy = null) : NamedType(name, description)
{
    /// <summary>Address of the specification (<c>@specifiedBy</c>); null if there is none.</summary>
    public string? SpecifiedBy { get; } = specifiedBy;

    /// <summary>The CLR type of coerced values.</summary>
    public abstract Type RuntimeType { get; }

    /// <summary>Reads a literal without variables inside. The message names the value, e.g. <c>Int cannot represent non-integer value: "x"</c>.</summary>
    public abstract bool TryReadLiteral(ValueNode literal, out object? value, [NotNullWhen(false)] out string? error);

    /// <summary>Reads a JSON value of a request's <c>variables</c>; never JSON null.</summary>
    public abstract bool TryReadJson(JsonElement json, out object? value, [NotNullWhen(false)] out string? error);

    /// <summary>Writes a result value that is not null. False with a message if the value cannot be represented; nothing is written then.</summary>
    public abstract bool TryWrite(object value, JsonBuffer buffer, [NotNullWhen(false)] out string? error);

    /// <summary>The literal for an internal value (defaults of arguments in code-first schemas, introspection).</summary>
    public abstract ValueNode ToLiteral(object value);
}
