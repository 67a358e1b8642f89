using Microsoft.Extensions.Logging;

namespace CrmGraph.GraphQL.AspNetCore;

/// <summary>Log messages of executions.</summary>
internal static partial class ExecutionLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A resolver failed with error id {ErrorId}")]
    public static partial void Masked(ILogger logger, Exception exception, string errorId);
}
