using System.Text.Json.Serialization;

namespace CrmGraph.Api.Hosting;

/// <summary>What a load balancer asks, without credentials.</summary>
internal static class HealthEndpoints
{
    /// <summary>
    /// <c>GET /health/live</c> answers as long as the process serves; <c>GET /health/ready</c> answers 503 while the database cannot be
    /// reached or is behind, the bus cannot be reached, events are not published, or this node is far behind the event log, and from the
    /// moment that the host is told to stop.
    /// </summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new Health("live")));
        app.MapGet("/health/ready", async (Readiness readiness, CancellationToken cancellationToken) =>
        {
            var checks = await readiness.CheckAsync(cancellationToken);
            var shown = checks.ToDictionary(c => c.Key, c => c.Value ?? "ok");
            return checks.Values.OfType<string>().FirstOrDefault() is { } reason
                ? Results.Json(new Health("unready", reason, shown), statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Ok(new Health("ready", null, shown));
        });
    }

    private sealed record Health(
        string Status,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Checks = null);
}
