using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.TypeSystem.Coercion;

namespace CrmGraph.GraphQL.Execution.Subscriptions;

/// <summary>Makes responses of the events of one subscription (spec 6.2.3.2), for the caller as who it is at the time of each event.</summary>
internal sealed class EventResponses(ExecutorOptions options, ExecuteEvent execute, GraphQLRequest request, OperationPlan plan, VariableValues? variables)
{
    /// <summary>Makes errors of what fails.</summary>
    public FieldErrors Errors { get; } = new(options, plan.Source);

    /// <summary>The response to an event; null if it is not for the caller.</summary>
    /// <exception cref="GraphQLException">The caller is not let in any more.</exception>
    public async ValueTask<ResponsePayload?> RespondAsync(SourceEvent message, Func<object, object?, bool>? isFor, CancellationToken cancellationToken)
    {
        var asking = request;
        if (options.CurrentCaller is { } currentCaller)
        {
            var caller = await currentCaller(request, cancellationToken) ?? throw SubscriptionEnd.Unauthenticated();
            if (!ReferenceEquals(caller, request.Caller))
                asking = request with { Caller = caller };
        }

        if (isFor is not null && !isFor(message.Value, asking.Caller))
            return null;
        var (body, _) = await execute(asking, plan, variables, message.Value, cancellationToken);
        using (body)
            return new ResponsePayload(body.WrittenSpan.ToArray(), message.EventId) { Position = message.Position };
    }
}

/// <summary>Executes a planned operation with an event as its root value.</summary>
internal delegate ValueTask<(Json.JsonBuffer Body, bool HasErrors)> ExecuteEvent(
    GraphQLRequest request, OperationPlan plan, VariableValues? variables, object root, CancellationToken cancellationToken);
