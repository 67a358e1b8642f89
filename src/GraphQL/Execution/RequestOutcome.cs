namespace CrmGraph.GraphQL.Execution;

/// <summary>How far a request came; transports choose status codes by it.</summary>
public enum RequestOutcome
{
    /// <summary>It was executed; there may still be field errors beside the data.</summary>
    Executed,

    /// <summary>The document is not GraphQL, or too large.</summary>
    SyntaxError,

    /// <summary>The document does not fit the schema.</summary>
    ValidationError,

    /// <summary>The variables do not fit, or no operation could be chosen.</summary>
    BadRequest,

    /// <summary>The transport does not allow this kind of operation (a mutation over GET).</summary>
    OperationNotAllowed,

    /// <summary>An earlier request stands in the way: its idempotency key was used for something else.</summary>
    Conflict,
}
