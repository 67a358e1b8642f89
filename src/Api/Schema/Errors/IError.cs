using CrmGraph.Domain.Approvals;
using CrmGraph.Domain.Shared;
using CrmGraph.GraphQL.Configuration;

namespace CrmGraph.Api.Schema.Errors;

/// <summary>A refusal that the caller can act on.</summary>
[InterfaceType]
internal interface IError
{
    /// <summary>What is wrong and what to change, in the caller's language. For people; it may be reworded.</summary>
    string Message { get; }

    /// <summary>The stable code.</summary>
    ErrorCode Code { get; }

    /// <summary>Path inside the mutation's input that is at fault, e.g. ["lines", "2", "quantity"].</summary>
    IReadOnlyList<string>? Path { get; }
}

/// <summary>A value is missing, malformed or out of range.</summary>
/// <param name="Message">What is wrong and what to change, in the caller's language. For people; it may be reworded.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Path">Path inside the mutation's input that is at fault; null if no single value is.</param>
internal sealed record ValidationError(string Message, ErrorCode Code, IReadOnlyList<string>? Path) : IError;

/// <summary>The object does not exist, or the caller may not know that it does.</summary>
/// <param name="Message">What is wrong and what to change, in the caller's language. For people; it may be reworded.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Path">Path inside the mutation's input that is at fault; null if no single value is.</param>
internal sealed record NotFoundError(string Message, ErrorCode Code, IReadOnlyList<string>? Path) : IError;

/// <summary>The caller may see the object but not do this to it.</summary>
/// <param name="Message">What is wrong and what to change, in the caller's language. For people; it may be reworded.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Path">Path inside the mutation's input that is at fault; null if no single value is.</param>
internal sealed record ForbiddenError(string Message, ErrorCode Code, IReadOnlyList<string>? Path) : IError;

/// <summary>The object has changed since the caller read it.</summary>
/// <param name="Message">What is wrong and what to change, in the caller's language. For people; it may be reworded.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Path">Path inside the mutation's input that is at fault; null if no single value is.</param>
/// <param name="CurrentVersion">The version that is stored now; read the object again before repeating the change.</param>
internal sealed record ConflictError(string Message, ErrorCode Code, IReadOnlyList<string>? Path, int CurrentVersion) : IError;

/// <summary>The object is not in a state that allows this.</summary>
/// <param name="Message">What is wrong and what to change, in the caller's language. For people; it may be reworded.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Path">Path inside the mutation's input that is at fault; null if no single value is.</param>
internal sealed record InvalidStateError(string Message, ErrorCode Code, IReadOnlyList<string>? Path) : IError;

/// <summary>Somebody has to approve first.</summary>
/// <param name="Message">What is wrong and what to change, in the caller's language. For people; it may be reworded.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Path">Path inside the mutation's input that is at fault; null if no single value is.</param>
/// <param name="Approval">The approval that was asked for. If none was, the one that submitQuote would ask for; that one is not stored.</param>
internal sealed record ApprovalRequiredError(string Message, ErrorCode Code, IReadOnlyList<string>? Path, ApprovalRequest Approval) : IError;
