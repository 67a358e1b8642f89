namespace CrmGraph.GraphQL.Errors;

/// <summary>
/// Thrown by a resolver to answer with errors that the client may read. Any other exception is logged and masked.
/// </summary>
public sealed class GraphQLException : Exception
{
    /// <summary>An exception that carries one error.</summary>
    public GraphQLException(GraphQLError error) : base(error.Message) => Errors = [error];

    /// <summary>An exception that carries one error with a code.</summary>
    public GraphQLException(string code, string message) : this(new GraphQLError(message) { Code = code })
    {
    }

    /// <summary>The errors; the executor adds path and locations.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }
}
