using System.Text.Json.Serialization;

namespace CrmGraph.Api.Hosting;

/// <summary>What a load balancer asks, without credentials.</summary>
internal static partial class HealthEndpoints
{
    /// <summary>
    /// <c>GET /health/live</c> answers as long as the process serves; <c>GET /health/ready</c> answers 503 while the database cannot be
    /// reached or is behind, and from the moment that the host is told to stop.
    /// </summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new Health("live")));
        app.MapGet("/health/ready", async (DatabaseSetup database, IHostApplicationLifetime lifetime, ILogger<DatabaseSetup> log, CancellationToken cancellationToken) =>
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested) return NotReady("The host is stopping.");
            try
            {
                return await database.FindProblemAsync(cancellationToken) is { } problem ? NotReady(problem) : Results.Ok(new Health("ready"));
            }
            catch (System.Data.Common.DbException exception)
            {
                LogUnusable(log, exception);
                return NotReady("The database cannot be used.");
            }
        });
    }

    private static IResult NotReady(string reason) => Results.Json(new Health("unready", reason), statusCode: StatusCodes.Status503ServiceUnavailable);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database cannot be used")]
    private static partial void LogUnusable(ILogger log, Exception exception);

    private sealed record Health(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null);
}
