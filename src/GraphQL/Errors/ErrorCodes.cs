namespace CrmGraph.GraphQL.Errors;

/// <summary>The values of <c>extensions.code</c> that the engine itself uses. They never change their meaning.</summary>
public static class ErrorCodes
{
    /// <summary>The document is not GraphQL.</summary>
    public const string SyntaxError = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document does not fit the schema.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>A variable's value does not fit its type, or <c>operationName</c> names no operation.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The HTTP request or WebSocket message is not well formed.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>A limit on size, depth, number of fields or time; the message names the limit.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";

    /// <summary>The operation ran longer than allowed.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>The caller is not known.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The caller is known and not allowed.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>A fault of ours; <c>extensions.errorId</c> is in the log.</summary>
    public const string InternalServerError = "INTERNAL_SERVER_ERROR";

    /// <summary>A subscriber did not read fast enough.</summary>
    public const string SubscriptionOverflow = "SUBSCRIPTION_OVERFLOW";

    /// <summary>An idempotency key was used before, for something else.</summary>
    public const string IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";
}
