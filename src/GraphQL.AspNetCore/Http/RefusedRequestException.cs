namespace CrmGraph.GraphQL.AspNetCore.Http;

/// <summary>An HTTP request that gets a status code and one error instead of an execution.</summary>
internal sealed class RefusedRequestException(int status, string code, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The value of <c>extensions.code</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The <c>Allow</c> header; null for statuses other than 405.</summary>
    public string? Allow { get; init; }
}
