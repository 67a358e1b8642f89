using System.Net;
using CrmGraph.Api.Tests.Opportunities;
using CrmGraph.Domain.Teams;
using CrmGraph.Testing;

namespace CrmGraph.Api.Tests.Reviews;

/// <summary>The page of a survey over a real Kestrel.</summary>
public sealed class SurveyTests
{
    [Fact]
    public async Task A_customer_answers_once_by_the_latest_link()
    {
        await using var app = await CrmApplication.StartAsync(new CrmApplicationOptions { Demo = true });
        var admin = await app.AsAsync(Role.Admin);
        var deals = await admin.QueryAsync("{ opportunities(first: 1, where: { stage: { kind: { eq: LOST } }, survey: { answeredAt: { eq: null } } }) { nodes { id survey { score } } } }");
        var id = deals.At("opportunities", "nodes")[0].GetProperty("id").GetString();
        const string Issue = "mutation ($id: ID!) { issueSurveyLink(input: { opportunityId: $id }) { link errors { code } } }";
        var old = new Uri((await admin.QueryAsync(Issue, new { id })).At("issueSurveyLink", "link").GetString()!).AbsolutePath;
        var link = new Uri((await admin.QueryAsync(Issue, new { id })).At("issueSurveyLink", "link").GetString()!).AbsolutePath;

        Assert.Equal(HttpStatusCode.NotFound, (await app.Anonymous.GetAsync(old)).StatusCode);
        var page = await app.Anonymous.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.StartsWith("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await AnswerAsync(app, link, "6"));
        Assert.Equal(HttpStatusCode.OK, await AnswerAsync(app, link, "4"));
        Assert.Equal(HttpStatusCode.Conflict, await AnswerAsync(app, link, "1"));

        var survey = (await admin.QueryAsync("query ($id: ID!) { opportunity(id: $id) { survey { score comment } } }", new { id })).At("opportunity", "survey");
        Assert.Equal("""{"score":4,"comment":"合作愉快"}""", survey.GetRawText());
    }

    [Fact]
    public async Task Trying_tokens_is_not_free()
    {
        await using var app = await CrmApplication.StartAsync(new CrmApplicationOptions { Demo = false });

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 31; i++) answers.Add(await app.Anonymous.GetAsync("/survey/guess"));

        Assert.Equal(HttpStatusCode.NotFound, answers[0].StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].StatusCode);
        Assert.InRange(answers[^1].Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    }

    private static async Task<HttpStatusCode> AnswerAsync(CrmApplication app, string link, string score)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, link)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["score"] = score, ["comment"] = "合作愉快" }),
        };
        using var response = await app.Anonymous.SendAsync(request);
        return response.StatusCode;
    }
}
