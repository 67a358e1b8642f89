using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CrmGraph.Domain.Duplicates;
using CrmGraph.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmGraph.Api.Tests.Capture;

public sealed class CaptureTests
{
    private const string Path = "/capture/website-demo";

    [Fact]
    public async Task A_submission_becomes_a_scored_and_assigned_lead_with_all_that_was_sent()
    {
        await using var app = await CrmApplication.StartAsync();

        using var answer = await PostAsync(app, new { name = "李敏", email = "min.li@capture.example", company = "捕捉测试", message = "想看演示", utm_source = "baidu", submissionId = "s-1" });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("""{"status":"received","submissionId":"s-1"}""", await TextAsync(answer));
        var lead = await app.ReadAsync(db => db.Leads.SingleAsync(l => l.Email == "min.li@capture.example"));
        Assert.Equal(("李敏", "想看演示", "官网注册 → 华东组"), (lead.Name, lead.Need, lead.AssignmentRule));
        Assert.True(lead.Score >= 15 && lead.OwnerId is not null);
        Assert.Equal("form", await app.ReadAsync(db => db.LeadBehaviours.Where(b => b.LeadId == lead.Id).Select(b => b.Kind).SingleAsync()));
        Assert.Contains("\"utm_source\":\"baidu\"", await app.ReadAsync(db => db.CaptureSubmissions.Where(s => s.LeadId == lead.Id).Select(s => s.Payload).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_submission_creates_one_lead_however_often_and_at_once_it_comes()
    {
        await using var app = await CrmApplication.StartAsync();
        var before = await LeadsAsync(app);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(app, new { name = "李敏", email = "once@capture.example", submissionId = "same" })));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Equal(before + 1, await LeadsAsync(app));
        foreach (var answer in answers) answer.Dispose();
    }

    [Theory]
    [InlineData(DuplicateMode.Block, 0)]
    [InlineData(DuplicateMode.Warn, 1)]
    public async Task Who_is_a_lead_already_gets_no_second_one_where_duplicates_are_blocked(DuplicateMode mode, int made)
    {
        await using var app = await CrmApplication.StartAsync();
        (await PostAsync(app, new { name = "李敏", email = "twice@capture.example", submissionId = "first" })).Dispose();
        await app.ReadAsync(async db =>
        {
            await db.DuplicatePolicies.Where(p => p.Entity == MatchedEntity.Lead).ExecuteDeleteAsync();
            db.Add(DuplicatePolicy.Create(MatchedEntity.Lead, mode, 0.8, Given.Now));
            return await db.SaveChangesAsync();
        });
        var (before, first) = (await LeadsAsync(app), await app.ReadAsync(db => db.Leads.SingleAsync(l => l.Email == "twice@capture.example")));

        using var answer = await PostAsync(app, new { name = "Li Min", email = "Twice@capture.example", message = "again", submissionId = "second" });

        Assert.Equal((HttpStatusCode.Created, before + made), (answer.StatusCode, await LeadsAsync(app)));
        Assert.Equal(2 - made, await app.ReadAsync(db => db.LeadBehaviours.CountAsync(b => b.LeadId == first.Id && b.Kind == "form")));
        var submission = await app.ReadAsync(db => db.CaptureSubmissions.SingleAsync(s => s.SubmissionId == "second"));
        Assert.Equal(mode == DuplicateMode.Block, submission.LeadId == first.Id);
        Assert.Equal(new { Name = "李敏", first.Version }, await app.ReadAsync(db => db.Leads.Where(l => l.Id == first.Id).Select(l => new { l.Name, l.Version }).SingleAsync()));
    }

    [Fact]
    public async Task Rubbish_is_answered_like_the_rest_and_dropped()
    {
        await using var app = await CrmApplication.StartAsync();
        var before = await LeadsAsync(app);

        using var answer = await PostAsync(app, new { name = "Bot", email = "bot@capture.example", website_url = "http://spam", submissionId = "b" });

        Assert.Equal((HttpStatusCode.Created, """{"status":"received","submissionId":"b"}"""), (answer.StatusCode, await TextAsync(answer)));
        Assert.Equal(before, await LeadsAsync(app));
    }

    [Fact]
    public async Task All_problems_are_told_with_the_form_s_field_names()
    {
        await using var app = await CrmApplication.StartAsync();

        using var answer = await PostAsync(app, new { name = " ", email = "nobody", phone = "x" });

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var errors = JsonElement.Parse(await TextAsync(answer)).GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("path")[0].GetString());
        Assert.Equal(["name", "email", "phone"], errors);
    }

    [Fact]
    public async Task An_address_that_sends_too_much_waits_until_the_next_minute()
    {
        var time = new FakeTimeProvider(Given.Now.AddSeconds(20));
        await using var app = await CrmApplication.StartAsync(new CrmApplicationOptions { Time = time });
        for (var i = 0; i < 10; i++) (await PostAsync(app, new { name = "x" })).Dispose();

        using var refused = await PostAsync(app, new { name = "x" });
        Assert.Equal((HttpStatusCode.TooManyRequests, "40"), (refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));

        time.Advance(TimeSpan.FromSeconds(40));
        using var again = await PostAsync(app, new { name = "李敏", email = "again@capture.example" });
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Fact]
    public async Task Forms_pages_types_and_sizes_that_are_not_meant_are_refused()
    {
        await using var app = await CrmApplication.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app, "/capture/nothing", JsonContent.Create(new { name = "x" })));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await StatusAsync(app, Path, new StringContent("x", Encoding.UTF8, "text/plain")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(app, Path, new StringContent("{", Encoding.UTF8, "application/json")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(app, Path, CutOff()));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(app, Path, JsonContent.Create(new { name = new string('x', 70_000) })));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(app, Path, JsonContent.Create(new { name = "x" }), "https://evil.example"));
        Assert.Equal(HttpStatusCode.Created, await StatusAsync(app, Path, new FormUrlEncodedContent([new("name", "李敏"), new("email", "form@capture.example")]), "https://www.crmgraph.example"));
    }

    // says that it has parts, and ends before the first
    private static StringContent CutOff()
    {
        var content = new StringContent("x");
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=part");
        return content;
    }

    private static async Task<HttpStatusCode> StatusAsync(CrmApplication app, string path, HttpContent content, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (origin is not null) request.Headers.Add("Origin", origin);
        using var answer = await app.Anonymous.SendAsync(request);
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> PostAsync(CrmApplication app, object body) =>
        app.Anonymous.SendAsync(new HttpRequestMessage(HttpMethod.Post, Path) { Content = JsonContent.Create(body) });

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static Task<int> LeadsAsync(CrmApplication app) => app.ReadAsync(db => db.Leads.CountAsync());
}
