using CrmGraph.GraphQL.Errors;
using CrmGraph.GraphQL.Execution.Writing;
using CrmGraph.GraphQL.Json;

namespace CrmGraph.GraphQL.AspNetCore.Errors;

/// <summary>Writes the errors that arise in the transports themselves, in the response format of the specification (7.1).</summary>
internal static class ErrorBody
{
    /// <summary>Writes <c>{"errors":[…]}</c>.</summary>
    public static JsonBuffer Response(params IReadOnlyList<GraphQLError> errors)
    {
        var buffer = new JsonBuffer(512);
        buffer.WriteRaw("{\"errors\":"u8);
        ErrorWriter.Write(buffer, errors);
        buffer.WriteByte((byte)'}');
        return buffer;
    }
}
