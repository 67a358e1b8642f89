using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Planning;
using CrmGraph.GraphQL.Language;

namespace CrmGraph.GraphQL.Execution.Writing;

/// <summary>Makes errors of the response from what resolvers throw: known ones as they are, others logged and masked.</summary>
internal sealed class FieldErrors(ExecutorOptions options, SourceText source)
{
    /// <summary>Whether there was an exception that is no answer to the request but a fault of ours, masked or not.</summary>
    public bool HasFault { get; private set; }

    /// <summary>What the client is told of an exception.</summary>
    public IReadOnlyList<GraphQLError> From(Exception exception)
    {
        if (exception is GraphQLException known)
            return known.Errors;
        HasFault = true;
        if (options.ErrorFilter(exception) is { } filtered)
            return [filtered];
        var id = options.NewErrorId();
        options.OnMaskedException(id, exception);
        return
        [
            new GraphQLError($"Unexpected error. It is logged with the id {id}.")
            {
                Code = ErrorCodes.InternalServerError,
                Extensions = new Dictionary<string, object?> { ["errorId"] = id },
            },
        ];
    }

    /// <summary>What a subscriber is told when its source fails.</summary>
    public GraphQLException Ending(Exception exception) => exception as GraphQLException ?? new GraphQLException(From(exception)[0]);

    /// <summary>An error with its field's path and locations; those it has already are kept.</summary>
    public GraphQLError At(FieldSelection selection, GraphQLError error, object[] path) => new(error.Message)
    {
        Locations = error.Locations.Length > 0 ? error.Locations : [.. selection.Nodes.Select(n => source.GetLocation(n.Start))],
        Path = error.Path ?? path,
        Code = error.Code,
        Extensions = error.Extensions,
    };
}
