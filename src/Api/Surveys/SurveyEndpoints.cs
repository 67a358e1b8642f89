using System.Globalization;
using System.Threading.RateLimiting;
using CrmGraph.Api.Schema.Errors;
using CrmGraph.Domain.Reviews;
using CrmGraph.Domain.Shared;
using CrmGraph.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Surveys;

/// <summary>Limits how often one address may open survey pages: tokens cannot be guessed, but neither is trying them free.</summary>
internal sealed class SurveyLimit : IDisposable
{
    private const int RequestsPerMinute = 30;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _requests = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
        address, _ => new FixedWindowRateLimiterOptions { PermitLimit = RequestsPerMinute, Window = Window }));

    /// <summary>How long an address has to wait before its next request; null if it may pass.</summary>
    internal TimeSpan? Enter(HttpContext http)
    {
        using var lease = _requests.AttemptAcquire(http.Connection.RemoteIpAddress?.ToString() ?? "");
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    public void Dispose() => _requests.Dispose();
}

/// <summary>Where customers answer, without credentials but for the token in the link.</summary>
internal static class SurveyEndpoints
{
    private const int LargestForm = 16 * 1024;

    /// <summary><c>GET /survey/&lt;token&gt;</c> shows the form, <c>POST</c> takes the answer, once.</summary>
    internal static void MapSurveys(this WebApplication app)
    {
        var surveys = app.MapGroup(SurveyLinks.Path).AddEndpointFilter((context, next) =>
        {
            Protect(context.HttpContext.Response.Headers);
            if (context.HttpContext.RequestServices.GetRequiredService<SurveyLimit>().Enter(context.HttpContext) is not { } wait) return next(context);
            context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.FromResult<object?>(Message(context.HttpContext, StatusCodes.Status429TooManyRequests, "Too many requests; please try again in a minute.", "请求过于频繁，请一分钟后再试。"));
        });
        surveys.MapGet("{token}", ShowAsync);
        surveys.MapPost("{token}", AnswerAsync).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestForm));
    }

    private static async Task<IResult> ShowAsync(string token, HttpContext http, CrmDbContext db, CancellationToken cancellationToken)
    {
        var hash = SatisfactionSurvey.HashOf(token);
        var survey = await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.TokenHash == hash, cancellationToken);
        if (survey is null) return Unknown(http);
        return survey.AnsweredAt is null ? Html(SurveyPage.Form(IsChinese(http)), StatusCodes.Status200OK) : Answered(http);
    }

    private static async Task<IResult> AnswerAsync(string token, HttpContext http, CrmDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!http.Request.HasFormContentType) return Message(http, StatusCodes.Status415UnsupportedMediaType, "Please use the form.", "请使用页面上的表单。");
        if (await ReadFormAsync(http, cancellationToken) is not { } form)
            return Message(http, StatusCodes.Status413PayloadTooLarge, "The comment is too long.", "留言过长。");
        if (!int.TryParse(form["score"], NumberStyles.None, CultureInfo.InvariantCulture, out var score)) score = 0;
        try
        {
            await SurveyAnswers.SaveAsync(db, token, score, form["comment"], time.GetUtcNow(), cancellationToken);
            return Message(http, StatusCodes.Status200OK, "Thank you for your answer.", "感谢您的反馈！");
        }
        catch (DomainException refusal) when (refusal.Code == ErrorCode.NotFound)
        {
            return Unknown(http);
        }
        catch (DomainException refusal) when (refusal.Code == ErrorCode.InvalidState)
        {
            return Answered(http);
        }
        catch (DomainException refusal)
        {
            var chinese = IsChinese(http);
            var problem = refusal.Path is ["score"] ? (chinese ? "请选择 1 到 5 分。" : "Please choose from 1 to 5.") : (chinese ? "留言过长或包含无效字符。" : refusal.Message);
            return Html(SurveyPage.Form(chinese, problem), StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<IFormCollection?> ReadFormAsync(HttpContext http, CancellationToken cancellationToken)
    {
        try
        {
            return await http.Request.ReadFormAsync(cancellationToken);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    private static IResult Unknown(HttpContext http) => Message(
        http, StatusCodes.Status404NotFound, "This link is not valid, or a newer one has taken its place.", "链接无效，或已被新的链接取代。");

    private static IResult Answered(HttpContext http) => Message(
        http, StatusCodes.Status409Conflict, "This survey has been answered already. Thank you.", "该调查已提交过，感谢您的反馈！");

    private static IResult Message(HttpContext http, int status, string english, string chinese) =>
        Html(SurveyPage.Message(IsChinese(http), english, chinese), status);

    private static IResult Html(string page, int status) => Results.Content(page, "text/html; charset=utf-8", statusCode: status);

    private static bool IsChinese(HttpContext http) => Language.Of(http) == Language.Chinese;

    // the address holds a secret: it goes into no cache and to no other site
    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = SurveyPage.ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }
}
