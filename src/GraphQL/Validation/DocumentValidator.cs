using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language.Ast;
using CrmGraph.GraphQL.TypeSystem;

namespace CrmGraph.GraphQL.Validation;

/// <summary>Validates executable documents against a schema (spec 5).</summary>
public static class DocumentValidator
{
    /// <summary>
    /// Checks all rules in one walk. Errors come in the order of the walk; an empty list means that every operation may be planned.
    /// </summary>
    /// <param name="schema">A schema that is valid itself.</param>
    /// <param name="document">An executable document.</param>
    /// <param name="options">Limits and switches; null for the defaults.</param>
    /// <returns>
    /// Errors with code <see cref="ErrorCodes.ValidationFailed"/>, or <see cref="ErrorCodes.LimitExceeded"/> where a limit was reached.
    /// </returns>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationOptions? options = null)
    {
        options ??= ValidationOptions.Default;
        return Validate(schema, document, options, SpecifiedRules.For(options));
    }

    internal static IReadOnlyList<GraphQLError> Validate(Schema schema, DocumentNode document, ValidationOptions options, RuleTable rules) =>
        Run(new ValidationContext(schema, document, options, rules));

    internal static IReadOnlyList<GraphQLError> Run(ValidationContext context)
    {
        try
        {
            new DocumentWalker(context).Walk();
        }
        catch (ValidationAbortedException)
        {
            // The error that tells why has been reported before it was thrown.
        }

        return context.OrderedErrors();
    }
}
