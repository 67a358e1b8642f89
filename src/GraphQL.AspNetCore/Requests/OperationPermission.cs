using CrmGraph.GraphQL.AspNetCore.Http;
using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Language.Ast;
using Microsoft.AspNetCore.Http;

namespace CrmGraph.GraphQL.AspNetCore.Requests;

/// <summary>Which kinds of operation this request may run, and which kind it wanted but may not.</summary>
/// <param name="Mutations">Whether it may run mutations.</param>
/// <param name="Subscriptions">Whether it may subscribe.</param>
/// <param name="KeyProblem">What is wrong with the key of a mutation; null if nothing is.</param>
internal sealed record OperationPermission(bool Mutations, bool Subscriptions, string? KeyProblem)
{
    private OperationType? refused;

    /// <summary>Whether an operation of that kind may run; remembers one that may not.</summary>
    public bool Allows(OperationType operation)
    {
        var allowed = operation switch
        {
            OperationType.Query => true,
            OperationType.Mutation => Mutations && KeyProblem is null,
            _ => Subscriptions,
        };
        if (!allowed)
            refused = operation;
        return allowed;
    }

    /// <summary>Answers for the transport once the executor has come upon an operation that may not run.</summary>
    /// <exception cref="RefusedRequestException">It may not.</exception>
    public void ThrowIfRefused()
    {
        if (refused == OperationType.Mutation && !Mutations)
            throw Refused(StatusCodes.Status405MethodNotAllowed, "Mutations are not allowed over GET: use POST.", HttpMethods.Post);
        if (refused == OperationType.Mutation)
            throw Refused(StatusCodes.Status400BadRequest, KeyProblem!);
        if (refused == OperationType.Subscription)
            throw Refused(StatusCodes.Status406NotAcceptable, "Subscriptions need \"Accept: text/event-stream\" or a WebSocket.");
    }

    private static RefusedRequestException Refused(int status, string message, string? allow = null) => new(status, ErrorCodes.BadRequest, message) { Allow = allow };
}
