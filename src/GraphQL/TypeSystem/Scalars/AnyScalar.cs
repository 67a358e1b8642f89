namespace CrmGraph.GraphQL.TypeSystem.Scalars;

/// <summary>Any: JSON of any shape, read as <see cref="System.Text.Json.JsonElement"/>.</summary>
public sealed class AnyScalar() : OpaqueScalarType("Any", "JSON of any shape.", "https://www.rfc-editor.org/rfc/rfc8259");
