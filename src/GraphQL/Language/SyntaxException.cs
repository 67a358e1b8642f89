using CrmGraph.GraphQL.Errors;

namespace CrmGraph.GraphQL.Language;

/// <summary>Thrown when a text is not GraphQL, or exceeds a limit of <see cref="ParserOptions"/>.</summary>
/// <param name="error">What is wrong and where.</param>
public sealed class SyntaxException(GraphQLError error) : Exception(error.Message)
{
    /// <summary>
    /// What is wrong and where. Its code is <see cref="ErrorCodes.SyntaxError"/> or, over a limit, <see cref="ErrorCodes.LimitExceeded"/>.
    /// </summary>
    public GraphQLError Error { get; } = error;
}
