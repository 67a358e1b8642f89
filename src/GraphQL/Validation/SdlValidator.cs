using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation;

/// <summary>
/// Validates type-system documents before a schema is built from them: names that are defined twice, extensions of nothing, directives.
/// What types say about each other is checked on the built schema.
/// </summary>
public static class SdlValidator
{
    /// <summary>Checks a document that defines a schema, or that extends one.</summary>
    /// <param name="sdl">A type-system document.</param>
    /// <param name="extended">The schema that it extends; null if it stands alone.</param>
    public static IReadOnlyList<GraphQLError> Validate(DocumentNode sdl, Schema? extended = null) => Validate(sdl, extended, SpecifiedRules.Sdl);

    internal static IReadOnlyList<GraphQLError> Validate(DocumentNode sdl, Schema? extended, RuleTable rules) =>
        DocumentValidator.Run(new ValidationContext(extended, sdl, Trusted, rules) { IsSdl = true });

    // Schemas come from ourselves, not from clients, and all findings are wanted at once.
    private static readonly ValidationOptions Trusted = new() { Limits = ValidationLimits.None };
}
