namespace CrmGraph.GraphQL.AspNetCore.Requests;

/// <summary>A request is not what GraphQL over HTTP or WebSocket calls well formed: 400, or close code 4400.</summary>
internal sealed class MalformedRequestException(string message) : Exception(message);
