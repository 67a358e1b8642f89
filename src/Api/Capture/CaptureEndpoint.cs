using System.Globalization;
using System.Text.Json.Serialization;
using CrmGraph.Domain.Leads.Capture;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace CrmGraph.Api.Capture;

/// <summary>Takes what web forms send, from anybody.</summary>
internal static class CaptureEndpoint
{
    private const int LongestSubmissionId = 200;
    private const string IdempotencyKey = "Idempotency-Key";

    /// <summary>
    /// <c>POST /capture/&lt;form key&gt;</c> answers 201, also for a repeated submission and for one with the honeypot filled in; 400 with
    /// every problem; 403 for a page that may not send the form; 404 for an unknown form; 413, 415; 429 and 503 with Retry-After.
    /// </summary>
    public static void MapCapture(this WebApplication app)
    {
        app.MapPost("/capture/{key}", PostAsync).DisableAntiforgery();
        app.MapMethods("/capture/{key}", [HttpMethods.Options], PreflightAsync);
    }

    private static async Task<IResult> PreflightAsync(string key, HttpContext http, CaptureIntake intake, CancellationToken cancellationToken)
    {
        if (await intake.FormAsync(key, cancellationToken) is not { } form) return NoSuchForm();
        if (!IsAllowed(form, http)) return Refused(StatusCodes.Status403Forbidden, "This page may not send the form.");
        var headers = http.Response.Headers;
        headers.AccessControlAllowMethods = HttpMethods.Post;
        headers.AccessControlAllowHeaders = $"{HeaderNames.ContentType}, {IdempotencyKey}";
        headers.AccessControlMaxAge = "600";
        return Results.NoContent();
    }

    private static async Task<IResult> PostAsync(
        string key, HttpContext http, CaptureIntake intake, CaptureRates rates, IOptions<CaptureOptions> options, CancellationToken cancellationToken)
    {
        if (await intake.FormAsync(key, cancellationToken) is not { } form) return NoSuchForm();
        if (!IsAllowed(form, http)) return Refused(StatusCodes.Status403Forbidden, "This page may not send the form.");
        if (rates.Enter(form, http.Connection.RemoteIpAddress) is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Refused(StatusCodes.Status429TooManyRequests, "Too many submissions; try again later.");
        }
        try
        {
            var body = await CaptureBody.ReadAsync(http.Request, form, options.Value.MaxBodyBytes, cancellationToken);
            return await TakeAsync(form, body, SubmissionIdOf(http.Request, body), intake, cancellationToken);
        }
        catch (CaptureRefusal refusal)
        {
            return Refused(refusal.Status, refusal.Message);
        }
        catch (DatabaseBusyException busy)
        {
            http.Response.Headers.RetryAfter = Math.Ceiling(busy.Waited.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Refused(StatusCodes.Status503ServiceUnavailable, "The submission was not taken; send it again later.");
        }
    }

    private static async Task<IResult> TakeAsync(CaptureForm form, CaptureBody body, string? submissionId, CaptureIntake intake, CancellationToken cancellationToken)
    {
        var received = Results.Json(new Received("received", submissionId), statusCode: StatusCodes.Status201Created);
        // rubbish learns nothing, and a repeat gets what the first one got
        if (body.IsRubbish || (submissionId is not null && await intake.IsKnownAsync(form, submissionId, cancellationToken))) return received;
        var details = form.Read(body.Texts, out var problems);
        if (problems.Count > 0) return Invalid(problems);
        await intake.TakeAsync(form, submissionId, details, body.Payload, cancellationToken);
        return received;
    }

    private static string? SubmissionIdOf(HttpRequest request, CaptureBody body)
    {
        var id = body.Texts.GetValueOrDefault(CaptureBody.SubmissionField) is { Length: > 0 } sent ? sent : request.Headers[IdempotencyKey].ToString();
        if (id.Length > LongestSubmissionId) throw new CaptureRefusal(StatusCodes.Status400BadRequest, $"A submission id has at most {LongestSubmissionId} characters.");
        return id.Length == 0 ? null : id;
    }

    // Browsers always say which page sends; programs say nothing and could say anything.
    private static bool IsAllowed(CaptureForm form, HttpContext http)
    {
        var origin = http.Request.Headers.Origin.ToString();
        if (origin.Length == 0) return true;
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        var isOwn = string.Equals(origin, $"{http.Request.Scheme}://{http.Request.Host}", StringComparison.OrdinalIgnoreCase);
        if (!isOwn && !form.Allows(origin)) return false;
        http.Response.Headers.AccessControlAllowOrigin = origin;
        http.Response.Headers.AccessControlExposeHeaders = HeaderNames.RetryAfter;
        return true;
    }

    private static IResult NoSuchForm() => Refused(StatusCodes.Status404NotFound, "There is no such form.");

    private static IResult Refused(int status, string detail) => Results.Problem(detail, statusCode: status);

    private static IResult Invalid(IReadOnlyList<DomainException> problems) => Results.Problem(
        "The submission has problems; nothing was stored.",
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?>
        {
            ["errors"] = problems.Select(p => new FieldProblem(p.Path ?? [], p.Code.ApiName(), p.Message)).ToArray(),
        });

    private sealed record Received(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SubmissionId);

    private sealed record FieldProblem(IReadOnlyList<string> Path, string Code, string Message);
}

/// <summary>Registers the capture of leads.</summary>
internal static class CaptureRegistration
{
    /// <summary>What <see cref="CaptureEndpoint"/> works with.</summary>
    public static void AddCapture(this IServiceCollection services)
    {
        services.AddScoped<CaptureIntake>();
        services.AddSingleton<CaptureRates>();
    }
}
