using CrmGraph.GraphQL.Execution;

namespace CrmGraph.GraphQL.AspNetCore.Requests;

/// <summary>Runs a request: the executor, seen from the transports.</summary>
internal delegate ValueTask<ExecutionResult> ExecuteRequest(GraphQLRequest request, CancellationToken cancellationToken);
