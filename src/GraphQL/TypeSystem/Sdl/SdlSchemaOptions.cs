using CrmGraph.GraphQL.Language;

namespace CrmGraph.GraphQL.TypeSystem.Sdl;

/// <summary>How SDL is made into a schema.</summary>
public sealed record SdlSchemaOptions
{
    /// <summary>Scalars that have a meaning; others accept every value (<see cref="Scalars.OpaqueScalarType"/>). The five specified ones need not be named.</summary>
    public IReadOnlyList<ScalarType> Scalars { get; init; } = [];

    /// <summary>Limits of the parser; by default those for documents that are trusted.</summary>
    public ParserOptions ParserOptions { get; init; } = ParserOptions.Trusted;
}
